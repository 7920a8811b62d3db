# Repositories hosted.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.gitea;
  ini = lib.formats pkgs;
  format = ini.ini { };
  usePostgresql = cfg.database.type == "postgres";
in
{
  options.services.gitea = {
    enable = lib.mkEnableOption "hosting of repositories";
    package = lib.mkPackageOption pkgs "gitea" { };
    stateDir = mkOption { type = types.path; default = "/var/lib/gitea"; description = "Where everything is."; };
    user = mkOption { type = types.str; default = "gitea"; description = "Who runs it."; };
    database = {
      type = mkOption { type = types.enum [ "sqlite3" "postgres" ]; default = "sqlite3"; description = "Kind."; };
      name = mkOption { type = types.str; default = "gitea"; description = "Name."; };
      createDatabase = mkOption { type = types.bool; default = true; description = "Whether it is made."; };
    };
    settings = mkOption {
      default = { };
      description = "Settings.";
      type = types.submodule {
        freeformType = format.type;
        options = {
          log.LEVEL = mkOption { type = types.enum [ "Trace" "Debug" "Info" "Warn" "Error" ]; default = "Info"; description = "How much is told."; };
          server = {
            PROTOCOL = mkOption { type = types.enum [ "http" "https" "fcgi" "http+unix" ]; default = "http"; description = "How it talks."; };
            HTTP_ADDR = mkOption { type = types.either types.str types.path; default = if lib.hasSuffix "+unix" cfg.settings.server.PROTOCOL then "/run/gitea/gitea.sock" else "0.0.0.0"; defaultText = "after the protocol"; description = "Address."; };
            HTTP_PORT = mkOption { type = types.port; default = 3000; description = "Port."; };
            ROOT_URL = mkOption { type = types.str; default = "http://${cfg.settings.server.DOMAIN}:${toString cfg.settings.server.HTTP_PORT}/"; defaultText = "after the domain"; description = "Address for others."; };
            DOMAIN = mkOption { type = types.str; default = "localhost"; description = "Domain."; };
          };
          session.COOKIE_SECURE = mkOption { type = types.bool; default = false; description = "Whether cookies need encryption."; };
        };
      };
    };
  };
  config = lib.mkIf cfg.enable {
    services.gitea.settings = {
      database = lib.mkMerge [ { DB_TYPE = cfg.database.type; } (lib.mkIf usePostgresql { HOST = "/run/postgresql"; NAME = cfg.database.name; USER = cfg.user; }) (lib.mkIf (!usePostgresql) { PATH = "${cfg.stateDir}/data/gitea.db"; }) ];
      repository.ROOT = "${cfg.stateDir}/repositories";
      security.INSTALL_LOCK = true;
      "cron.update_checker".ENABLED = lib.mkDefault false;
    };
    services.postgresql = lib.mkIf (usePostgresql && cfg.database.createDatabase) {
      enable = lib.mkDefault true;
      ensureDatabases = [ cfg.database.name ];
      ensureUsers = [ { name = cfg.user; ensureDBOwnership = true; } ];
    };
    systemd.services.gitea = {
      description = "Repositories";
      after = [ "network.target" ] ++ lib.optional usePostgresql "postgresql.service";
      requires = lib.optional usePostgresql "postgresql.service";
      wantedBy = [ "multi-user.target" ];
      path = [ cfg.package pkgs.git pkgs.gnupg ];
      environment = { USER = cfg.user; HOME = cfg.stateDir; GITEA_WORK_DIR = cfg.stateDir; };
      hardening = "strict";
      preStart = "cp -f ${format.generate "app.ini" cfg.settings} ${cfg.stateDir}/custom/conf/app.ini";
      serviceConfig = { User = cfg.user; ExecStart = "${lib.getExe cfg.package} web --pid /run/gitea/gitea.pid"; SystemCallFilter = lib.mkForce "~@clock @cpu-emulation"; };
    };
    users.users.${cfg.user} = { isSystemUser = true; group = cfg.user; home = cfg.stateDir; };
    users.groups.${cfg.user} = { };
    systemd.tmpfiles.rules = map (folder: "d '${cfg.stateDir}${folder}' 0750 ${cfg.user} - - -") [ "" "/custom" "/custom/conf" "/data" "/repositories" ];
    assertions = [ { assertion = cfg.database.createDatabase -> cfg.user == cfg.database.name || !usePostgresql; message = "User and database must have the same name."; } ];
  };
}
