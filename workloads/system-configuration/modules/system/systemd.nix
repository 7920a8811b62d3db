# Units of the system's manager, by kind, and their files.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types units;
  cfg = config.systemd;

  serviceModule =
    { name, config, ... }:
    {
      options = units.commonOptions // {
        path = mkOption { type = types.listOf (types.oneOf [ types.package types.str ]); default = [ ]; description = "Packages whose programs the service finds."; };
        environment = mkOption { type = types.attrsOf (types.nullOr (types.oneOf [ types.str types.path types.package ])); default = { }; description = "Variables."; };
        serviceConfig = mkOption { type = units.settingsType; default = { }; description = "The section `[Service]`."; };
        script = mkOption { type = types.lines; default = ""; description = "What the service runs."; };
        preStart = mkOption { type = types.lines; default = ""; description = "What runs before it."; };
        postStop = mkOption { type = types.lines; default = ""; description = "What runs after it."; };
        restartTriggers = mkOption { type = types.listOf (types.oneOf [ types.package types.str types.path ]); default = [ ]; description = "The service is restarted when one of these changes."; };
        restartIfChanged = mkOption { type = types.bool; default = true; description = "Whether a change restarts it."; };
        startAt = mkOption { type = types.coercedTo types.str lib.singleton (types.listOf types.str); default = [ ]; description = "When it is started."; };
        hardening = mkOption { type = types.enum [ "none" "basic" "strict" ]; default = "none"; description = "How much is taken from it."; };
      };
      config = lib.mkMerge [
        {
          path = lib.mkAfter [ pkgs.coreutils pkgs.findutils pkgs.gnugrep pkgs.gnused pkgs.systemd ];
          environment.PATH = "${lib.makeBinPath config.path}:${lib.makeSearchPath "sbin" config.path}";
        }
        (lib.mkIf (config.script != "") {
          serviceConfig.ExecStart = "${units.makeJobScript pkgs { name = "${name}-start"; text = config.script; }}/bin/${name}-start";
        })
        (lib.mkIf (config.preStart != "") {
          serviceConfig.ExecStartPre = [ "${units.makeJobScript pkgs { name = "${name}-pre-start"; text = config.preStart; }}/bin/${name}-pre-start" ];
        })
        (lib.mkIf (config.postStop != "") {
          serviceConfig.ExecStopPost = "${units.makeJobScript pkgs { name = "${name}-post-stop"; text = config.postStop; }}/bin/${name}-post-stop";
        })
        (lib.mkIf (config.hardening != "none") {
          serviceConfig = {
            ProtectSystem = lib.mkDefault (if config.hardening == "strict" then "strict" else "full");
            ProtectHome = lib.mkDefault true;
            PrivateTmp = lib.mkDefault true;
            NoNewPrivileges = lib.mkDefault true;
          };
        })
        (lib.mkIf (config.hardening == "strict") {
          serviceConfig = {
            CapabilityBoundingSet = lib.mkDefault "";
            RestrictAddressFamilies = lib.mkDefault [ "AF_UNIX" "AF_INET" "AF_INET6" ];
            SystemCallFilter = lib.mkDefault [ "@system-service" "~@privileged" ];
            MemoryDenyWriteExecute = lib.mkDefault true;
          };
        })
        (lib.mkIf (config.restartTriggers != [ ]) { unitConfig.X-Restart-Triggers = map (trigger: "${trigger}") config.restartTriggers; })
        (lib.mkIf (!config.restartIfChanged) { unitConfig.X-RestartIfChanged = false; })
      ];
    };

  plainModule = sectionName: {
    options = units.commonOptions // {
      ${sectionName} = mkOption { type = units.settingsType; default = { }; description = "The section of its kind."; };
    };
  };
  socketModule = {
    options = units.commonOptions // {
      listenStreams = mkOption { type = types.listOf types.str; default = [ ]; description = "Addresses listened on."; };
      socketConfig = mkOption { type = units.settingsType; default = { }; description = "The section `[Socket]`."; };
    };
  };

  render = {
    service =
      unit:
      units.unitSection unit
      + units.section "Service" (
        { Environment = lib.mapAttrsToList (name: value: builtins.toJSON "${name}=${value}") (lib.filterAttrs (_: value: value != null) unit.environment); }
        // unit.serviceConfig
      );
    socket = unit: units.unitSection unit + units.section "Socket" ({ ListenStream = unit.listenStreams; } // unit.socketConfig);
    timer = unit: units.unitSection unit + units.section "Timer" unit.timerConfig;
    target = unit: units.unitSection unit;
    mount = unit: units.unitSection unit + units.section "Mount" unit.mountConfig;
    path = unit: units.unitSection unit + units.section "Path" unit.pathConfig;
    slice = unit: units.unitSection unit + units.section "Slice" unit.sliceConfig;
  };
  toUnits =
    kind: set:
    lib.mapAttrs' (
      name: unit:
      lib.nameValuePair "${name}.${kind}" {
        inherit (unit) enable wantedBy requiredBy upheldBy aliases;
        text = render.${kind} unit;
      }
    ) set;
  kind = module: description: mkOption { type = types.attrsOf (types.submodule module); default = { }; inherit description; };
in
{
  options.systemd = {
    package = lib.mkPackageOption pkgs "systemd" { };
    packages = mkOption { type = types.listOf types.package; default = [ ]; description = "Packages with units of their own."; };
    defaultUnit = mkOption { type = types.strMatching "[a-zA-Z0-9@_.-]+\\.target"; default = "multi-user.target"; description = "What is reached at boot."; };
    settings.Manager = mkOption {
      type = types.submodule {
        freeformType = units.settingsType;
        options.DefaultTimeoutStartSec = mkOption { type = types.str; default = "90s"; description = "How long a start may take."; };
      };
      default = { };
      description = "Settings of the manager.";
    };
    globalEnvironment = mkOption { type = types.attrsOf types.str; default = { }; description = "Variables of all units."; };
    units = mkOption {
      description = "Units as text.";
      default = { };
      type = types.attrsOf (
        types.submodule (
          { name, config, ... }:
          {
            options = {
              enable = mkOption { type = types.bool; default = true; description = "Whether it exists."; };
              text = mkOption { type = types.nullOr types.str; default = null; description = "The file."; };
              wantedBy = mkOption { type = types.listOf types.str; default = [ ]; description = "Units that want it."; };
              requiredBy = mkOption { type = types.listOf types.str; default = [ ]; description = "Units that require it."; };
              upheldBy = mkOption { type = types.listOf types.str; default = [ ]; description = "Units that keep it up."; };
              aliases = mkOption { type = types.listOf types.str; default = [ ]; description = "Other names."; };
              unit = mkOption { type = types.package; internal = true; description = "The folder with the file."; };
            };
            config.unit = lib.mkDefault (units.makeUnit pkgs name config);
          }
        )
      );
    };
    services = kind serviceModule "Services.";
    sockets = kind socketModule "Sockets.";
    timers = kind (plainModule "timerConfig") "Timers.";
    targets = kind (plainModule "targetConfig") "Targets.";
    mounts = kind (plainModule "mountConfig") "Mounts.";
    paths = kind (plainModule "pathConfig") "Paths watched.";
    slices = kind (plainModule "sliceConfig") "Slices.";
    tmpfiles.rules = mkOption { type = types.listOf types.str; default = [ ]; description = "Files made at boot."; };
  };

  config = {
    systemd.units = lib.mkMerge (lib.mapAttrsToList (kind: set: toUnits kind set) {
      service = cfg.services;
      socket = cfg.sockets;
      timer = cfg.timers;
      target = cfg.targets;
      mount = cfg.mounts;
      path = cfg.paths;
      slice = cfg.slices;
    });
    # A service that is started at times has a timer of its name.
    systemd.timers = builtins.mapAttrs (name: service: {
      wantedBy = [ "timers.target" ];
      timerConfig.OnCalendar = service.startAt;
    }) (lib.filterAttrs (_: service: service.enable && service.startAt != [ ]) cfg.services);
    systemd.targets = {
      multi-user = {
        description = "Multi-User System";
        requires = [ "basic.target" ];
        after = [ "basic.target" ];
      };
      network-online.wants = [ "network.target" ];
      timers.description = "Timers";
    };

    environment.etc = {
      "systemd/system".source = units.makeUnits pkgs { name = "system-units"; units = cfg.units; inherit (cfg) packages; };
      "systemd/system.conf".text = units.section "Manager" (
        cfg.settings.Manager // { DefaultEnvironment = lib.mapAttrsToList (name: value: "${name}=${value}") cfg.globalEnvironment; }
      );
      "tmpfiles.d/00-configuration.conf".text = lib.concatMapStrings (rule: "${rule}\n") cfg.tmpfiles.rules;
    };
    environment.systemPackages = [ cfg.package ];
    warnings = builtins.concatMap (
      name:
      let
        service = cfg.services.${name};
        type = service.serviceConfig.Type or "";
        restart = service.serviceConfig.Restart or "no";
      in
      lib.optional (type == "oneshot" && (restart == "always" || restart == "on-success"))
        "Service '${name}.service' with 'Type=oneshot' cannot have 'Restart=${restart}'"
    ) (builtins.attrNames cfg.services);
    system.build.units = cfg.units;
  };
}
