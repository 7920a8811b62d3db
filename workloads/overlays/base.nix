# The set before any overlay: layers of packages, each depending on packages of the layer below
# through the final set.
{ lib, platform }:
let
  widths = {
    core = 40;
    library = 160;
    tool = 240;
    leaf = 360;
  };

  below = {
    library = "core";
    tool = "library";
    leaf = "tool";
  };

  make =
    final: layer: index:
    let
      seed = lib.scramble (
        index
        + 1000 * builtins.stringLength "${layer}-${platform.cpu}"
        + 100000 * builtins.stringLength platform.kernel
        + 1000000 * platform.variant
      );
      under = below.${layer} or null;
      pick = offset: "${under}-${toString (lib.mod (seed / (offset * 7 + 1)) widths.${under})}";
      dependencies = if under == null then [ ] else lib.unique (map pick (lib.range 0 (lib.mod seed 4)));
    in
    rec {
      pname = "${layer}-${toString index}";
      version = "${toString (lib.mod seed 9)}.${toString (lib.mod (seed / 16) 20)}";
      name = "${pname}-${version}";
      weight = lib.mod seed 100;
      inputs = map (dependency: final.${dependency}) dependencies;
      closure = lib.mod (builtins.foldl' (total: input: total + input.closure) weight inputs) 1000003;
    };
in
{
  packages =
    final:
    builtins.listToAttrs (
      builtins.concatLists (
        lib.mapAttrsToList (
          layer: width: builtins.genList (index: lib.nameValuePair "${layer}-${toString index}" (make final layer index)) width
        ) widths
      )
    );
}
