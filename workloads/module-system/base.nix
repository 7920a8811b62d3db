# What the services' modules contribute to: units, files, ports, assertions.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;

  unit =
    { name, config, ... }:
    {
      options = {
        description = mkOption {
          type = types.str;
          default = name;
          description = "What the unit is.";
        };
        wantedBy = mkOption {
          type = types.listOf types.str;
          default = [ ];
          description = "Units that pull this one in.";
        };
        after = mkOption {
          type = types.listOf types.str;
          default = [ ];
          description = "Units that come first.";
        };
        environment = mkOption {
          type = types.attrsOf (types.nullOr (types.either types.str types.int));
          default = { };
          description = "Variables of the unit's processes.";
        };
        serviceConfig = mkOption {
          type = types.attrsOf (types.oneOf [
            types.bool
            types.int
            types.str
            (types.listOf types.str)
          ]);
          default = { };
          description = "The unit's own section.";
        };
        text = mkOption {
          type = types.lines;
          readOnly = true;
          description = "The unit file.";
        };
      };
      config = {
        environment.LOCALE = lib.mkDefault "C.UTF-8";
        text = lib.generators.toINI { repeatKeys = true; } {
          Unit = {
            Description = config.description;
            After = config.after;
          };
          Service = config.serviceConfig // {
            Environment = lib.mapAttrsToList (key: value: "${key}=${toString value}") (
              lib.filterAttrs (_: value: value != null) config.environment
            );
          };
          Install.WantedBy = config.wantedBy;
        };
      };
    };

  file =
    { name, ... }:
    {
      options = {
        target = mkOption {
          type = types.str;
          default = "/etc/${name}";
          description = "Where the file goes.";
        };
        mode = mkOption {
          type = types.strMatching "0[0-7]{3}|symlink";
          default = "symlink";
          description = "Permissions.";
        };
        text = mkOption {
          type = types.lines;
          description = "Contents.";
        };
      };
    };
in
{
  options = {
    environment.etc = mkOption {
      type = types.attrsOf (types.submodule file);
      default = { };
      description = "Files in /etc.";
    };
    environment.variables = mkOption {
      type = types.attrsOf (types.either types.str (types.listOf types.str));
      default = { };
      apply = lib.mapAttrs' (name: value: lib.nameValuePair name (toString value));
      description = "Variables of every login.";
    };
    networking.hostName = mkOption {
      type = types.strMatching "[a-z][a-z0-9-]*";
      default = "host";
      description = "Name of the machine.";
    };
    networking.firewall.enable = mkOption {
      type = types.bool;
      default = true;
      description = "Whether ports are closed by default.";
    };
    networking.firewall.ports = mkOption {
      type = types.listOf types.port;
      default = [ ];
      apply = ports: lib.unique (builtins.sort builtins.lessThan ports);
      description = "Ports left open.";
    };
    networking.firewall.rules = mkOption {
      type = types.lines;
      default = "";
      description = "Rules, in order.";
    };
    systemd.units = mkOption {
      type = types.attrsOf (types.submodule unit);
      default = { };
      description = "Units.";
    };
    assertions = mkOption {
      type = types.listOf types.anything;
      default = [ ];
      description = "What must hold.";
    };
    warnings = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "What the user should know.";
    };
  };

  config = {
    _module.args.portBase = 1000;
    networking.firewall.rules = lib.mkMerge [
      (lib.mkBefore "policy drop")
      (lib.mkAfter "log rest")
    ];
    environment.variables.EDITOR = lib.mkDefault "ed";
    environment.variables.PATHS = lib.mkIf config.networking.firewall.enable [
      "/bin"
      "/sbin"
    ];
    systemd.units."multi-user.target".description = "Multi-user system";
  };
}
