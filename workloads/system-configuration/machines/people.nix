# Who uses the machine.
{ config, lib, pkgs, ... }:
let
  people = [ "ada" "brook" "cedar" "dale" ];
in
{
  users.mutableUsers = false;
  users.users = lib.mkMerge [
    (lib.genAttrs people (name: {
      isNormalUser = true;
      extraGroups = [ "video" ] ++ lib.optional (name == "ada") "wheel";
      hashedPassword = "$y$j9T$" + builtins.substring 0 8 (builtins.hashString "sha256" name);
      openssh.authorizedKeys.keys = [ "ssh-ed25519 ${builtins.hashString "sha256" "${name} key"} ${name}@${config.networking.hostName}" ];
    }))
    { ada = { shell = pkgs.zsh; uid = 1000; packages = [ pkgs.tmux pkgs.house-environment ]; }; brook.home = lib.mkForce "/srv/brook"; root.hashedPassword = lib.mkOverride 10 "!"; }
  ];
  users.defaultUserShell = lib.mkOverride 900 pkgs.dash;
  security.pam.loginLimits = [ { domain = "@wheel"; type = "-"; item = "nofile"; value = "65536"; } ];
  security.pam.services.login.rules.auth.unix.order = 10500;
  security.sudo.extraRules = [ { users = [ "brook" ]; commands = [ "/run/current-system/sw/bin/systemctl" { command = "/bin/true"; options = [ "NOPASSWD" ]; } ]; } ];
}
