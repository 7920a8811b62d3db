# A database with users, schemas and plugins.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.postgresql;
  postgresql = if cfg.extensions == [ ] then cfg.package else cfg.package.withPackages (_: cfg.extensions);
  render = value: if value == true then "yes" else if value == false then "no" else if builtins.isString value then "'${builtins.replaceStrings [ "'" ] [ "''" ] value}'" else toString value;
  configFile = pkgs.writeText "postgresql.conf" (lib.concatStrings (lib.mapAttrsToList (name: value: "${name} = ${render value}\n") (lib.filterAttrs (_: value: value != null) cfg.settings)));
in
{
  options.services.postgresql = {
    enable = lib.mkEnableOption "the database";
    package = mkOption {
      type = types.package;
      default = if lib.versionAtLeast config.system.stateVersion "26.05" then pkgs.postgresql else pkgs.postgresql_17;
      defaultText = "after the release";
      description = "The package.";
    };
    extensions = mkOption { type = types.coercedTo types.package lib.singleton (types.listOf types.package); default = [ ]; description = "Plugins."; };
    dataDir = mkOption { type = types.path; description = "Where data are."; };
    authentication = mkOption { type = types.lines; default = ""; description = "Who may connect."; };
    ensureDatabases = mkOption { type = types.listOf types.str; default = [ ]; description = "Databases that exist."; };
    ensureUsers = mkOption {
      type = types.listOf (types.submodule {
        options.name = mkOption { type = types.str; description = "Name."; };
        options.ensureDBOwnership = mkOption { type = types.bool; default = false; description = "Whether the database of that name is theirs."; };
        options.ensureClauses = lib.genAttrs [ "superuser" "createdb" "login" ] (_: mkOption { type = types.nullOr types.bool; default = null; description = "A right."; });
      });
      default = [ ];
      description = "Users that exist.";
    };
    settings = mkOption {
      type = types.submodule {
        freeformType = types.attrsOf (types.nullOr (types.oneOf [ types.bool types.float types.int types.str ]));
        options = {
          port = mkOption { type = types.port; default = 5432; description = "Port."; };
          shared_preload_libraries = mkOption { type = types.nullOr (types.coercedTo (types.listOf types.str) (builtins.concatStringsSep ",") types.commas); default = null; description = "Libraries loaded."; };
          log_line_prefix = mkOption { type = types.str; default = "[%p] "; description = "What lines begin with."; };
        };
      };
      default = { };
      description = "Settings.";
    };
  };
  config = lib.mkIf cfg.enable {
    services.postgresql = {
      dataDir = lib.mkDefault "/var/lib/postgresql/${cfg.package.psqlSchema}";
      settings = { hba_file = "${pkgs.writeText "pg_hba.conf" cfg.authentication}"; listen_addresses = lib.mkDefault "localhost"; jit = lib.mkDefault false; };
      authentication = lib.mkMerge [ (lib.mkBefore "# Generated") (lib.mkAfter "local all all peer\nhost all all 127.0.0.1/32 md5") ];
    };
    assertions = map (user: {
      assertion = user.ensureDBOwnership -> builtins.elem user.name cfg.ensureDatabases;
      message = "For each user with a database of its own there must be that database: ${user.name}.";
    }) cfg.ensureUsers;
    users.users.postgres = { name = "postgres"; isSystemUser = true; uid = config.ids.uids.postgres; group = "postgres"; home = cfg.dataDir; shell = "${pkgs.bash}/bin/bash"; };
    users.groups.postgres.gid = config.ids.gids.postgres;
    environment.systemPackages = [ postgresql ];
    environment.pathsToLink = [ "/share/postgresql" ];
    systemd.services.postgresql = {
      description = "Database server";
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      environment.PGDATA = cfg.dataDir;
      path = [ postgresql ];
      preStart = "ln -sfn ${configFile} ${cfg.dataDir}/postgresql.conf";
      serviceConfig = { User = "postgres"; Type = "notify"; ExecStart = "${postgresql}/bin/postgres"; TimeoutSec = 120; };
      unitConfig.RequiresMountsFor = "${cfg.dataDir}";
    };
    systemd.services.postgresql-setup = lib.mkIf (cfg.ensureDatabases != [ ] || cfg.ensureUsers != [ ]) {
      requires = [ "postgresql.service" ];
      after = [ "postgresql.service" ];
      wantedBy = [ "postgresql.service" ];
      serviceConfig = { Type = "oneshot"; User = "postgres"; RemainAfterExit = true; };
      path = [ postgresql ];
      script = ''
        ${lib.concatMapStrings (database: "psql -tAc 'CREATE DATABASE \"${database}\"'\n") (lib.unique cfg.ensureDatabases)}
        ${lib.concatMapStrings (user: ''
          psql -tAc 'CREATE USER "${user.name}"'
          ${lib.optionalString user.ensureDBOwnership "psql -tAc 'ALTER DATABASE \"${user.name}\" OWNER TO \"${user.name}\";'"}
          ${lib.concatStrings (lib.mapAttrsToList (clause: value: lib.optionalString (value != null) "psql -tAc 'ALTER ROLE \"${user.name}\" ${lib.optionalString (!value) "no"}${clause}'\n") user.ensureClauses)}
        '') cfg.ensureUsers}
      '';
    };
  };
}
