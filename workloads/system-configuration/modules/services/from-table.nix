# The module of one service of the table, or of one that is made up by number.
name: entry:
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.${name};
  formats = lib.formats pkgs // { ini = (lib.formats pkgs).ini { }; };
  format = formats.${entry.format};
  hasPort = entry ? port;
  hasSettings = entry ? format;
  database = entry.database or false;
  redis = entry.redis or false;
  web = entry.web or false;
  configFile = format.generate "${name}.${{ json = "json"; yaml = "yaml"; toml = "toml"; ini = "ini"; keyValue = "conf"; }.${entry.format}}" cfg.settings;
in
{
  _file = "services/table/${name}.nix";
  key = "services/table/${name}.nix";
  options.services.${name} =
    {
      enable = lib.mkEnableOption name;
      package = lib.mkPackageOption pkgs name { default = entry.package; };
      user = mkOption { type = types.str; default = name; description = "Who runs it."; };
      group = mkOption { type = types.str; default = cfg.user; defaultText = "the user's"; description = "Its group."; };
      dataDir = mkOption { type = types.path; default = "/var/lib/${name}"; description = "Where its data are."; };
      extraArgs = mkOption { type = types.listOf types.str; default = [ ]; description = "Further arguments."; };
      environment = mkOption { type = types.attrsOf (types.nullOr types.str); default = { }; description = "Variables."; };
    }
    // lib.optionalAttrs hasPort {
      port = mkOption { type = types.port; default = entry.port; description = "Port."; };
      openFirewall = mkOption { type = types.bool; default = false; description = "Whether the port is open."; };
    }
    // lib.optionalAttrs hasSettings {
      settings = mkOption { type = types.submodule { freeformType = format.type; }; default = { }; description = "Settings."; };
    }
    // lib.optionalAttrs web { hostName = mkOption { type = types.nullOr types.str; default = null; description = "The name under which others find it."; }; }
    // lib.optionalAttrs database { database.createLocally = mkOption { type = types.bool; default = true; description = "Whether the database is made here."; }; };

  config = lib.mkIf cfg.enable (
    lib.mkMerge [
      {
        systemd.services.${name} = {
          description = "${name} service";
          wantedBy = [ "multi-user.target" ];
          after = [ "network.target" ] ++ lib.optional database "postgresql.service" ++ lib.optional redis "redis-${name}.service";
          hardening = lib.mkDefault (if entry.strict or true then "strict" else "basic");
          environment = { HOME = cfg.dataDir; } // cfg.environment;
          path = [ cfg.package ];
          serviceConfig = {
            ExecStart = lib.concatStringsSep " " (
              [ "${lib.getBin cfg.package}/bin/${name}" ]
              ++ lib.optional hasPort "--port ${toString cfg.port}"
              ++ lib.optional hasSettings "--config ${configFile}"
              ++ map lib.escapeShellArg cfg.extraArgs
            );
            User = cfg.user;
            Group = cfg.group;
            StateDirectory = name;
            Restart = "on-failure";
          };
        };
        users.users.${cfg.user} = lib.mkIf (cfg.user == name) { isSystemUser = true; inherit (cfg) group; home = cfg.dataDir; };
        users.groups.${cfg.group} = lib.mkIf (cfg.group == name) { };
        services.logrotate.settings."${name}" = { files = "/var/log/${name}/*.log"; frequency = "daily"; rotate = 7; compress = true; };
      }
      (lib.optionalAttrs hasPort {
        networking.firewall = lib.mkIf cfg.openFirewall (
          if entry.udp or false then { allowedUDPPorts = [ cfg.port ]; } else { allowedTCPPorts = [ cfg.port ]; }
        );
      })
      (lib.optionalAttrs hasSettings {
        services.${name}.settings = lib.mkMerge [
          (if entry.format == "ini" then { main = { data = cfg.dataDir; } // lib.optionalAttrs hasPort { listen = cfg.port; }; } else { data = lib.mkDefault cfg.dataDir; } // lib.optionalAttrs hasPort { listen = lib.mkDefault cfg.port; })
          (lib.optionalAttrs (database && entry.format != "ini") { database = lib.mkIf cfg.database.createLocally "postgresql:///${name}"; })
        ];
      })
      (lib.optionalAttrs database {
        services.postgresql = lib.mkIf cfg.database.createLocally {
          enable = true;
          ensureDatabases = [ name ];
          ensureUsers = [ { inherit name; ensureDBOwnership = true; } ];
        };
      })
      (lib.optionalAttrs redis { services.redis.servers.${name} = { enable = true; port = lib.mkDefault 0; user = "redis-${name}"; }; })
      (lib.optionalAttrs web {
        services.nginx = lib.mkIf (cfg.hostName != null) {
          enable = true;
          virtualHosts.${cfg.hostName} = {
            enableACME = lib.mkDefault true;
            forceSSL = lib.mkDefault true;
            locations."/" = if hasPort then { proxyPass = "http://127.0.0.1:${toString cfg.port}"; proxyWebsockets = true; } else { root = cfg.dataDir; tryFiles = "$uri /index.php"; };
            locations."/static/" = { root = "${cfg.package}/share"; priority = 500; };
          };
        };
      })
    ]
  );
}
