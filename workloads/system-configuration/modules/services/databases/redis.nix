# Key-value stores, as many as there are names.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.redis;
  enabled = lib.filterAttrs (_: server: server.enable) cfg.servers;
  name = server: "redis" + lib.optionalString (server != "") "-${server}";
  render = value: if value == true then "yes" else if value == false then "no" else toString value;
  configFor = settings: pkgs.writeText "redis.conf" (lib.generators.toKeyValue { repeatKeys = true; line = lib.generators.keyValueLine { separator = " "; inherit render; }; } settings);
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "services" "redis" "vmOverCommit" ] [ "services" "redis" "vmOvercommit" ])
  ];
  options.services.redis = {
    package = lib.mkPackageOption pkgs "redis" { };
    vmOvercommit = mkOption { type = types.bool; default = enabled != { }; description = "Whether memory is promised twice."; };
    servers = mkOption {
      description = "Stores.";
      default = { };
      type = types.attrsOf (types.submodule ({ name, config, ... }: {
        options = {
          enable = lib.mkEnableOption "the store";
          user = mkOption { type = types.str; default = "redis" + lib.optionalString (name != "") "-${name}"; description = "Who runs it."; };
          port = mkOption { type = types.port; default = if name == "" then 6379 else 0; description = "Port, if not zero."; };
          bind = mkOption { type = types.nullOr types.str; default = "127.0.0.1"; description = "Address."; };
          save = mkOption { type = types.listOf (types.listOf types.int); default = [ [ 900 1 ] [ 300 10 ] [ 60 10000 ] ]; description = "When it is saved."; };
          databases = mkOption { type = types.ints.positive; default = 16; description = "How many."; };
          slaveOf = mkOption {
            type = types.nullOr (types.submodule { options.ip = mkOption { type = types.str; description = "Address."; }; options.port = mkOption { type = types.port; default = 6379; description = "Port."; }; });
            default = null;
            description = "What it copies.";
          };
          settings = mkOption { type = types.attrsOf (types.oneOf [ types.bool types.int types.str (types.listOf types.str) ]); default = { }; description = "Settings."; };
        };
        config.settings = lib.mkMerge [
          {
            inherit (config) port databases;
            daemonize = false;
            dbfilename = "dump.rdb";
            save = map (pair: "${toString (builtins.elemAt pair 0)} ${toString (builtins.elemAt pair 1)}") config.save;
            logfile = lib.mkDefault "/dev/null";
          }
          (lib.mkIf (config.bind != null) { inherit (config) bind; })
          (lib.mkIf (config.slaveOf != null) { slaveof = "${config.slaveOf.ip} ${toString config.slaveOf.port}"; })
        ];
      }));
    };
  };
  config = lib.mkIf (enabled != { }) {
    boot.kernel.sysctl = lib.mkIf cfg.vmOvercommit { "vm.overcommit_memory" = "1"; };
    environment.systemPackages = [ cfg.package ];
    users.users = lib.mapAttrs' (server: entry: lib.nameValuePair entry.user { isSystemUser = true; group = entry.user; description = "User for ${name server}"; }) enabled;
    users.groups = lib.mapAttrs' (_: entry: lib.nameValuePair entry.user { }) enabled;
    systemd.services = lib.mapAttrs' (server: entry: lib.nameValuePair (name server) {
      description = "Store - ${name server}";
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      hardening = "strict";
      serviceConfig = { ExecStart = "${cfg.package}/bin/redis-server ${configFor entry.settings}"; User = entry.user; RuntimeDirectory = name server; StateDirectoryMode = "0700"; LimitNOFILE = lib.mkDefault "10032"; };
    }) enabled;
  };
}
