# Logins over the network.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.openssh;
  format = {
    type = types.attrsOf (types.nullOr (types.oneOf [ types.bool types.int types.str ]));
    render = settings: lib.concatStrings (lib.mapAttrsToList (name: value: lib.optionalString (value != null) "${name} ${if value == true then "yes" else if value == false then "no" else toString value}\n") settings);
  };
  listType = types.nullOr (types.coercedTo (types.listOf types.str) (builtins.concatStringsSep ",") types.commas);
in
{
  imports = [ (lib.mkRenamedOptionModule [ "services" "openssh" "permitRootLogin" ] [ "services" "openssh" "settings" "PermitRootLogin" ]) ];
  options.services.openssh = {
    enable = lib.mkEnableOption "logins over the network";
    package = lib.mkPackageOption pkgs "openssh" { };
    startWhenNeeded = mkOption { type = types.bool; default = false; description = "Whether it waits for the first."; };
    ports = mkOption { type = types.listOf types.port; default = [ 22 ]; description = "Ports."; };
    openFirewall = mkOption { type = types.bool; default = true; description = "Whether they are open."; };
    hostKeys = mkOption { type = types.listOf (types.attrsOf (types.either types.str types.int)); default = [ { type = "rsa"; bits = 4096; path = "/etc/ssh/ssh_host_rsa_key"; } { type = "ed25519"; path = "/etc/ssh/ssh_host_ed25519_key"; } ]; description = "Keys."; };
    settings = mkOption {
      default = { };
      description = "Settings.";
      type = types.submodule ({ name, ... }: {
        freeformType = format.type;
        options = {
          LogLevel = mkOption { type = types.enum [ "QUIET" "INFO" "VERBOSE" "DEBUG" ]; default = "INFO"; description = "How much is told."; };
          UsePAM = mkOption { type = types.nullOr types.bool; default = true; description = "Whether modules decide."; };
          PermitRootLogin = mkOption { type = types.enum [ "yes" "no" "prohibit-password" "forced-commands-only" ]; default = "prohibit-password"; description = "Whether the administrator may."; };
          Ciphers = mkOption { type = listType; default = [ "chacha20-poly1305@openssh.com" "aes256-gcm@openssh.com" ]; description = "Ciphers."; };
          AllowUsers = mkOption { type = types.nullOr (types.listOf types.str); default = null; apply = users: if users == null then null else toString users; description = "Who may."; };
        };
      });
    };
    extraConfig = mkOption { type = types.lines; default = ""; description = "Further lines."; };
  };
  config = lib.mkIf cfg.enable (lib.mkMerge [
    {
      users.users.sshd = { isSystemUser = true; group = "sshd"; uid = config.ids.uids.sshd; description = "Privilege separation"; };
      users.groups.sshd = { };
      environment.etc."ssh/sshd_config".source = pkgs.runCommand "sshd.conf-validated" { nativeBuildInputs = [ cfg.package ]; text = format.render cfg.settings + cfg.extraConfig; passAsFile = [ "text" ]; } "sshd -G -f $textPath > $out";
      services.openssh.extraConfig = lib.mkOrder 0 ''
        ${lib.concatMapStrings (port: "Port ${toString port}\n") cfg.ports}
        ${lib.concatMapStrings (key: "HostKey ${key.path}\n") cfg.hostKeys}
      '';
      networking.firewall.allowedTCPPorts = lib.optionals cfg.openFirewall cfg.ports;
      security.pam.services.sshd = lib.mkIf (cfg.settings.UsePAM == true) { startSession = true; showMotd = true; unixAuth = cfg.settings.PasswordAuthentication or true; };
      assertions = [ { assertion = cfg.ports != [ ]; message = "There must be a port."; } ];
    }
    (lib.mkIf cfg.startWhenNeeded {
      systemd.sockets.sshd = { description = "Socket"; wantedBy = [ "sockets.target" ]; listenStreams = map toString cfg.ports; socketConfig.Accept = true; };
      systemd.services."sshd@" = { description = "Connection"; serviceConfig = { ExecStart = "-${cfg.package}/bin/sshd -i -D -f /etc/ssh/sshd_config"; StandardInput = "socket"; }; };
    })
    (lib.mkIf (!cfg.startWhenNeeded) {
      systemd.services.sshd = {
        description = "Logins over the network";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        restartTriggers = [ config.environment.etc."ssh/sshd_config".source ];
        preStart = lib.concatMapStrings (key: "ssh-keygen -t ${key.type} ${lib.optionalString (key ? bits) "-b ${toString key.bits}"} -f ${key.path} -N ''\n") cfg.hostKeys;
        serviceConfig = { ExecStart = "${cfg.package}/bin/sshd -D -f /etc/ssh/sshd_config"; KillMode = "process"; Restart = "always"; };
      };
    })
  ]);
}
