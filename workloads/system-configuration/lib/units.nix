# Units of the system's manager: what kinds have in common, how their files are written, how they are linked together.
{ lib }:
let
  inherit (lib) mkOption types;
  listOfUnits = description: mkOption {
    type = types.listOf types.str;
    default = [ ];
    inherit description;
  };

  valueToLines =
    name: value:
    if builtins.isList value then
      lib.concatMapStrings (item: "${name}=${plain item}\n") value
    else
      "${name}=${plain value}\n";
  plain = value: if builtins.isBool value then lib.boolToString value else toString value;
in
rec {
  settingsType = types.attrsOf (
    types.nullOr (types.oneOf [ types.bool types.int types.float types.path types.package types.str (types.listOf (types.oneOf [ types.str types.path types.package types.int ])) ])
  );

  section =
    name: settings:
    let
      present = lib.filterAttrs (_: value: value != null && value != [ ]) settings;
    in
    lib.optionalString (present != { }) "[${name}]\n${lib.concatStrings (lib.mapAttrsToList valueToLines present)}\n";

  commonOptions = {
    enable = mkOption { type = types.bool; default = true; description = "Whether the unit exists; otherwise it is masked."; };
    description = mkOption { type = types.separatedString " "; default = ""; description = "What the unit is."; };
    documentation = mkOption { type = types.listOf types.str; default = [ ]; description = "Where to read about it."; };
    wantedBy = listOfUnits "Units that want this one.";
    requiredBy = listOfUnits "Units that require this one.";
    upheldBy = listOfUnits "Units that keep this one up.";
    wants = listOfUnits "Units started together with this one.";
    requires = listOfUnits "Units without which this one fails.";
    bindsTo = listOfUnits "Units with which this one stops.";
    partOf = listOfUnits "Units whose restarts reach this one.";
    conflicts = listOfUnits "Units that cannot run beside this one.";
    after = listOfUnits "Units that come first.";
    before = listOfUnits "Units that come later.";
    onFailure = listOfUnits "Units started when this one fails.";
    aliases = listOfUnits "Other names.";
    startLimitBurst = mkOption { type = types.nullOr types.int; default = null; description = "How many starts count as too many."; };
    unitConfig = mkOption { type = settingsType; default = { }; description = "The section `[Unit]`."; };
    overrideStrategy = mkOption { type = types.enum [ "asDropinIfExists" "asDropin" ]; default = "asDropinIfExists"; description = "How an existing unit is changed."; };
  };

  unitSection =
    config:
    section "Unit" (
      {
        Description = if config.description == "" then null else config.description;
        Documentation = if config.documentation == [ ] then null else toString config.documentation;
        Requires = if config.requires == [ ] then null else toString config.requires;
        Wants = if config.wants == [ ] then null else toString config.wants;
        After = if config.after == [ ] then null else toString config.after;
        Before = if config.before == [ ] then null else toString config.before;
        BindsTo = if config.bindsTo == [ ] then null else toString config.bindsTo;
        PartOf = if config.partOf == [ ] then null else toString config.partOf;
        Conflicts = if config.conflicts == [ ] then null else toString config.conflicts;
        OnFailure = if config.onFailure == [ ] then null else toString config.onFailure;
        StartLimitBurst = config.startLimitBurst;
      }
      // config.unitConfig
    );

  # A unit's file in a folder of its own, as a derivation.
  makeUnit =
    pkgs: name: unit:
    pkgs.runCommandLocal "unit-${builtins.replaceStrings [ "@" "\\" ] [ "-" "-" ] name}" {
      inherit (unit) text;
      passAsFile = [ "text" ];
    } (
      if unit.enable then
        ''
          mkdir -p $out
          cp "$textPath" ${lib.escapeShellArg "${"$out"}/${name}"}
        ''
      else
        "mkdir -p $out && ln -s /dev/null ${lib.escapeShellArg name}"
    );

  makeJobScript =
    pkgs: { name, text }:
    pkgs.writeTextFile {
      name = "unit-script-${builtins.replaceStrings [ "@" "\\" ] [ "-" "-" ] name}";
      executable = true;
      destination = "/bin/${name}";
      text = "#!${pkgs.runtimeShell} -e\n${text}\n";
    };

  # All units with their links to what wants them.
  makeUnits =
    pkgs: { name, units, packages ? [ ] }:
    let
      enabled = lib.filterAttrs (_: unit: unit.enable) units;
      linksFor =
        field: folder:
        lib.concatStrings (
          lib.mapAttrsToList (
            unitName: unit:
            lib.concatMapStrings (target: ''
              mkdir -p $out/'${target}.${folder}'
              ln -sfn '../${unitName}' $out/'${target}.${folder}'/
            '') unit.${field}
          ) enabled
        );
    in
    pkgs.runCommandLocal name { inherit packages; preferLocalBuild = true; } ''
      mkdir -p $out
      for package in $packages; do cp -rs "$package/lib/systemd/system/." $out/; done
      ${lib.concatStrings (lib.mapAttrsToList (unitName: unit: "ln -fs ${unit.unit}/${lib.escapeShellArg unitName} $out/\n") units)}
      ${lib.concatStrings (lib.mapAttrsToList (unitName: unit: lib.concatMapStrings (alias: "ln -sfn '${unitName}' $out/'${alias}'\n") unit.aliases) enabled)}
      ${linksFor "wantedBy" "wants"}
      ${linksFor "requiredBy" "requires"}
      ${linksFor "upheldBy" "upholds"}
    '';
}
