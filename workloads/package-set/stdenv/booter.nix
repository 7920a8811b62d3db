# Builds the stages of a bootstrap, each from the packages of the one before it.
#
# A stage also sees the one after it, as the packages that run on what its own packages make code
# for; laziness ties the knot.
{ makePackages }:
stages:
let
  count = builtins.length stages;

  packageSets = builtins.genList (
    index:
    build (builtins.elemAt stages index)
      (if index == 0 then { } else builtins.elemAt packageSets (index - 1))
      (builtins.elemAt packageSets (if index + 1 == count then index else index + 1))
  ) count;

  # Within a bootstrap for one platform a stage stands on its own feet: what runs at build time is
  # taken from itself, by way of its standard environment.
  build =
    stage: earlier: later:
    let
      given = stage earlier;
      makesForItself = given.stdenv.targetPlatform == given.stdenv.hostPlatform;
      self = makePackages {
        inherit (given) config overlays stdenv;
        adjacent =
          if given.selfBuild then
            null
          else
            {
              buildBuild = earlier.buildPackages;
              buildHost = earlier;
              buildTarget = if makesForItself then earlier else earlier.targetPackages;
              hostHost = if makesForItself then self else earlier;
              targetTarget = later;
            };
      };
    in
    self;
in
builtins.elemAt packageSets (count - 1)
