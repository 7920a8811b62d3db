# The module of one service, told apart by its number; enabled services lean on their neighbours.
number:
{
  config,
  lib,
  portBase,
  ...
}:
let
  inherit (lib) mkIf mkOption types;

  name = "service-${toString number}";
  seed = lib.scramble number;
  cfg = config.services.${name};
  neighbour = "service-${toString (number / 2)}";

  settingsFile = lib.generators.toKeyValue { } (lib.filterAttrs (_: value: value != null) cfg.settings);
in
{
  key = name;

  options.services.${name} = {
    enable = lib.mkEnableOption "the service ${name}";
    user = mkOption {
      type = types.str;
      default = name;
      description = "Account the service runs as.";
    };
    port = mkOption {
      type = types.port;
      default = portBase + lib.mod seed 50000;
      description = "Port to listen on.";
    };
    openFirewall = mkOption {
      type = types.bool;
      default = false;
      description = "Whether to open the port.";
    };
    logLevel = mkOption {
      type = types.enum [
        "debug"
        "info"
        "warning"
      ];
      default = "info";
      description = "What to log.";
    };
    settings = mkOption {
      type = types.attrsOf (types.nullOr (types.oneOf [
        types.bool
        types.int
        types.str
      ]));
      default = { };
      description = "Settings written to the service's file.";
    };
    instances = mkOption {
      type = types.attrsOf (
        types.submodule (
          { name, ... }:
          {
            options.workers = mkOption {
              type = types.between 1 64;
              default = 1 + lib.mod seed 8;
              description = "Processes.";
            };
            options.label = mkOption {
              type = types.str;
              default = "instance ${name}";
              description = "Shown in the log.";
            };
          }
        )
      );
      default = { };
      description = "Instances of the service.";
    };
  };

  config = lib.mkMerge [
    {
      services.${name} = {
        enable = lib.mkDefault (lib.mod seed 3 == 0);
        settings = {
          level = lib.mkDefault cfg.logLevel;
          inherit (cfg) port;
        };
      };
    }

    (mkIf cfg.enable {
      services.${name} = {
        instances.main = { };
        instances.spare = mkIf (lib.mod seed 2 == 0) { workers = 2; };
        settings = {
          level = mkIf (lib.mod seed 5 == 0) "debug";
          upstream = if number == 0 then null else config.services.${neighbour}.port;
        };
      };

      users.users.${cfg.user}.kind = "system";

      systemd.units.${name} = {
        description = "Service number ${toString number}";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ] ++ lib.optional config.services.${neighbour}.enable "${neighbour}.service";
        environment.WORKERS = lib.sum (lib.mapAttrsToList (_: instance: instance.workers) cfg.instances);
        serviceConfig = {
          User = cfg.user;
          Restart = lib.mkDefault "always";
          ExecStart = "/bin/${name} --config ${config.environment.etc."${name}.conf".target}";
          PrivateTmp = true;
        };
      };

      environment.etc."${name}.conf" = {
        mode = "0440";
        text = lib.mkMerge [
          (lib.mkBefore "# ${name}")
          settingsFile
        ];
      };
      environment.etc.hosts.text = "10.0.${toString (number / 256)}.${toString (lib.mod number 256)} ${name}";

      networking.firewall = mkIf cfg.openFirewall {
        ports = [ cfg.port ];
        rules = "accept ${toString cfg.port}";
      };

      assertions = [
        {
          assertion = cfg.port >= config._module.args.portBase;
          message = "${name} listens on a reserved port";
        }
      ];
      warnings = lib.optional (cfg.logLevel == "debug" || cfg.settings.level == "debug") "${name} logs everything";
    })
  ];
}
