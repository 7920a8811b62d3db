# Programs with rights of their own.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  wrapper =
    { name, config, ... }:
    {
      options = {
        source = mkOption { type = types.path; description = "The program."; };
        program = mkOption { type = types.nullOr types.str; default = name; description = "Its name."; };
        owner = mkOption { type = types.str; description = "Owner."; };
        group = mkOption { type = types.str; description = "Group."; };
        permissions = mkOption { type = types.strMatching "[ugorwx=,+]+"; default = "u+rx,g+x,o+x"; description = "Permissions."; };
        capabilities = mkOption { type = types.commas; default = ""; description = "Capabilities."; };
        setuid = mkOption { type = types.bool; default = false; description = "Whether it runs as its owner."; };
        setgid = mkOption { type = types.bool; default = false; description = "Whether it runs with its group."; };
      };
    };
  make = entry: ''
    cp ${pkgs.runCommandCC "wrapper-${entry.program}" { inherit (entry) source; passAsFile = [ "code" ]; code = builtins.readFile ./wrapper.c; } "cc -DSOURCE=\\\"$source\\\" -x c $codePath -o $out"} "$wrapperDir/${entry.program}"
    chown ${entry.owner}:${entry.group} "$wrapperDir/${entry.program}"
    ${lib.optionalString (entry.capabilities != "") "setcap ${lib.escapeShellArg entry.capabilities} $wrapperDir/${entry.program}"}
    chmod u${if entry.setuid then "+" else "-"}s,g${if entry.setgid then "+" else "-"}s,${entry.permissions} "$wrapperDir/${entry.program}"
  '';
in
{
  options.security.wrappers = mkOption { type = types.attrsOf (types.submodule wrapper); default = { }; description = "Programs with rights of their own."; };
  options.security.sudo = {
    enable = mkOption { type = types.bool; default = true; description = "Whether others may act as the administrator."; };
    extraRules = mkOption {
      type = types.listOf (types.submodule {
        options = {
          users = mkOption { type = types.listOf (types.either types.str types.int); default = [ ]; description = "Who."; };
          groups = mkOption { type = types.listOf (types.either types.str types.int); default = [ ]; description = "Which groups."; };
          commands = mkOption {
            type = types.listOf (types.either types.str (types.submodule {
              options.command = mkOption { type = types.str; description = "The command."; };
              options.options = mkOption { type = types.listOf (types.enum [ "NOPASSWD" "PASSWD" "SETENV" "NOSETENV" ]); default = [ ]; description = "How."; };
            }));
            description = "What.";
          };
        };
      });
      default = [ ];
      description = "Rules, in order.";
    };
  };
  config = {
    security.wrappers = {
      su = { setuid = true; owner = "root"; group = "root"; source = "${pkgs.util-linux.login}/bin/su"; };
      mount = { setuid = true; owner = "root"; group = "root"; source = "${lib.getBin pkgs.util-linux}/bin/mount"; };
      ping = { owner = "root"; group = "root"; capabilities = lib.mkMerge [ "cap_net_raw" "cap_net_admin+p" ]; source = "${pkgs.net-tools}/bin/ping"; };
    };
    security.sudo.extraRules = lib.mkMerge [
      (lib.mkBefore [ { groups = [ "wheel" ]; commands = [ "ALL" ]; } ])
      [ { users = [ "root" 0 ]; commands = [ { command = "ALL"; options = [ "SETENV" "NOPASSWD" ]; } ]; } ]
    ];
    security.pam.services.sudo = lib.mkIf config.security.sudo.enable { };
    system.activationScripts.wrappers = {
      deps = [ "specialfs" "users" ];
      text = "wrapperDir=/run/wrappers/bin\n" + lib.concatStrings (lib.mapAttrsToList (_: make) config.security.wrappers);
    };
    environment.etc.sudoers = lib.mkIf config.security.sudo.enable {
      mode = "0440";
      source = pkgs.runCommand "sudoers" {
        src = pkgs.writeText "sudoers-in" (
          lib.concatMapStrings (
            rule:
            lib.concatMapStrings (
              who: lib.concatMapStrings (command: "${who} ALL=(ALL:ALL) ${if builtins.isString command then command else lib.concatMapStrings (option: "${option}: ") command.options + command.command}\n") rule.commands
            ) (map toString rule.users ++ map (group: "%${toString group}") rule.groups)
          ) config.security.sudo.extraRules
        );
      } "visudo -f $src -c && cp $src $out";
    };
  };
}
