# Splicing: under one name, the package for each platform a dependency may run on.
#
# What `callPackage` passes is the package that runs on the host; it carries the others as
# `__spliced`, and `mkDerivation` takes the one that a list of dependencies asks for.
{ lib }:
rec {
  splicePackages =
    {
      buildBuild ? { },
      buildHost ? { },
      buildTarget ? { },
      hostHost ? { },
      hostTarget ? { },
      targetTarget ? { },
    }:
    let
      names = builtins.attrNames (buildHost // hostTarget);

      # A package may be missing, or not for this platform, without harm to the others.
      attempt = value: (builtins.tryEval value).value;

      spliceOne =
        name:
        let
          default = if hostTarget ? ${name} then hostTarget.${name} else buildHost.${name};
          found = set: lib.optionalSet (set ? ${name}) name (attempt set.${name});
          variants = lib.filterAttrs (_: variant: builtins.isAttrs variant) {
            buildBuild = (found buildBuild).${name} or null;
            buildHost = (found buildHost).${name} or null;
            buildTarget = (found buildTarget).${name} or null;
            hostHost = (found hostHost).${name} or null;
            hostTarget = (found hostTarget).${name} or null;
            targetTarget = (found targetTarget).${name} or null;
          };
          outputsOf = set: if lib.isDerivation set then builtins.intersectAttrs (lib.genAttrs (set.outputs or [ ]) (_: null)) set else { };
          augmented =
            default
            // {
              __spliced = variants;
            }
            // splicePackages (builtins.mapAttrs (_: outputsOf) variants);
        in
        {
          inherit name;
          value = if builtins.isAttrs default && lib.isDerivation default then augmented else default;
        };
    in
    builtins.listToAttrs (map spliceOne names);
}
