# What the machine is built into, part by part, as lines of `PART DERIVATION-PATH`: where a whole is
# not what it should be, the parts tell why.
{ size ? 5, guests ? true }:
let
  lib = import ./lib;
  inherit (import ./configuration.nix { inherit size guests; }) config;
  partsOf =
    prefix: config:
    { "${prefix}toplevel" = config.system.build.toplevel; }
    // {
      "${prefix}etc" = config.system.build.etc;
      "${prefix}activate" = config.system.build.activate;
      "${prefix}path" = config.system.path;
    }
    // lib.mapAttrs' (name: file: lib.nameValuePair "${prefix}etc.${name}" file.source) (
      lib.filterAttrs (_: file: file.enable && lib.isDerivation file.source) config.environment.etc
    )
    // lib.mapAttrs' (name: unit: lib.nameValuePair "${prefix}unit.${name}" unit.unit) config.systemd.units
    // lib.concatMapAttrs (name: container: partsOf "${prefix}container.${name}." container.config) config.containers
    // lib.concatMapAttrs (name: entry: partsOf "${prefix}specialisation.${name}." entry.configuration) config.specialisation;
in
lib.concatStrings (
  lib.mapAttrsToList (part: built: "${part} ${builtins.unsafeDiscardStringContext built.drvPath}\n") (partsOf "" config)
)
