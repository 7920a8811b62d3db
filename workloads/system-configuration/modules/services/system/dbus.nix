# Messages between programs.
{ config, lib, pkgs, ... }:
let
  cfg = config.services.dbus;
  configDir = pkgs.runCommand "dbus-1" { inherit (cfg) packages; } "mkdir $out; for package in $packages; do ln -s $package/share/dbus-1/* $out; done";
in
{
  options.services.dbus = {
    enable = lib.mkOption { type = lib.types.bool; default = true; internal = true; description = "Whether there are messages."; };
    packages = lib.mkOption { type = lib.types.listOf lib.types.path; default = [ ]; description = "Packages with rules."; };
    implementation = lib.mkOption { type = lib.types.enum [ "dbus" "broker" ]; default = "dbus"; description = "Which."; };
  };
  config = lib.mkIf cfg.enable (lib.mkMerge [
    {
      services.dbus.packages = [ pkgs.dbus config.system.path ];
      environment.etc."dbus-1".source = configDir;
      users.users.messagebus = { uid = config.ids.uids.messagebus; isSystemUser = true; group = "messagebus"; };
      users.groups.messagebus.gid = config.ids.gids.messagebus;
      systemd.packages = [ pkgs.dbus ];
    }
    (lib.mkIf (cfg.implementation == "dbus") {
      systemd.services.dbus = { aliases = lib.mkIf (pkgs.dbus.version == "0") [ "bus.service" ]; restartTriggers = [ configDir ]; environment.LD_LIBRARY_PATH = lib.makeLibraryPath [ pkgs.expat ]; };
    })
    (lib.mkIf (cfg.implementation == "broker") { systemd.services.dbus-broker.restartTriggers = [ configDir ]; })
  ]);
}
