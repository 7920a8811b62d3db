# Backups, each with a service and a timer.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.services.restic.backups = mkOption {
    default = { };
    description = "Backups.";
    type = types.attrsOf (types.submodule ({ name, ... }: {
      options = {
        paths = mkOption { type = types.nullOr (types.listOf types.str); default = [ ]; description = "What."; };
        exclude = mkOption { type = types.listOf types.str; default = [ ]; description = "What not."; };
        repository = mkOption { type = types.nullOr types.str; default = null; description = "Where to."; };
        passwordFile = mkOption { type = types.str; description = "The password."; };
        pruneOpts = mkOption { type = types.listOf types.str; default = [ ]; description = "What is kept."; };
        timerConfig = mkOption { type = types.nullOr lib.units.settingsType; default = { OnCalendar = "daily"; Persistent = true; }; description = "When."; };
        backupPrepareCommand = mkOption { type = types.nullOr types.str; default = null; description = "What comes before."; };
      };
    }));
  };
  config = {
    assertions = lib.mapAttrsToList (name: backup: { assertion = backup.repository != null; message = "services.restic.backups.${name}: there is no repository"; }) config.services.restic.backups;
    systemd.services = lib.mapAttrs' (name: backup: lib.nameValuePair "restic-backups-${name}" {
      environment = { RESTIC_PASSWORD_FILE = backup.passwordFile; RESTIC_REPOSITORY = backup.repository; };
      path = [ pkgs.openssh pkgs.rsync ];
      restartIfChanged = false;
      wants = [ "network-online.target" ];
      script = "restic backup ${lib.concatMapStringsSep " " (pattern: "--exclude=${lib.escapeShellArg pattern}") backup.exclude} --files-from=${pkgs.writeText "staticPaths" (lib.concatMapStrings (path: "${path}\n") backup.paths)}\n${lib.optionalString (backup.pruneOpts != [ ]) "restic forget --prune ${toString backup.pruneOpts}"}";
      preStart = lib.mkIf (backup.backupPrepareCommand != null) "${pkgs.writeScript "backupPrepareCommand" backup.backupPrepareCommand}";
      serviceConfig.Type = "oneshot";
    }) config.services.restic.backups;
    systemd.timers = lib.mapAttrs' (name: backup: lib.nameValuePair "restic-backups-${name}" { wantedBy = [ "timers.target" ]; inherit (backup) timerConfig; }) (lib.filterAttrs (_: backup: backup.timerConfig != null) config.services.restic.backups);
  };
}
