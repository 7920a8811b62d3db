# One stage's packages: layers over a standard environment, tied together by a fixed point.
{
  lib,
  size,
  packageSetFor,
}:
{
  config,
  overlays,
  stdenv,
  adjacent,
}:
let
  inherit (import ./splice.nix { inherit lib; }) splicePackages;
  inherit (stdenv) hostPlatform;
  isSpliced = adjacent != null && stdenv.isCross;

  environment = final: _: {
    inherit lib config stdenv;
    stdenvNoCC = stdenv.override { cc = null; };
    inherit (stdenv) buildPlatform hostPlatform targetPlatform;
    pkgs = final;
    path = ./.;

    buildPackages = if adjacent == null then final else adjacent.buildHost;
    targetPackages = if adjacent == null then final else adjacent.targetTarget;
    pkgsBuildBuild = if adjacent == null then final else adjacent.buildBuild;
    pkgsBuildTarget = if adjacent == null then final else adjacent.buildTarget;
    pkgsHostHost = if adjacent == null then final else adjacent.hostHost;
    pkgsBuildHost = final.buildPackages;
    pkgsHostTarget = final;

    # Arguments of package functions: spliced only if it makes a difference, since it is dear.
    splicedPackages = if isSpliced then splicedFor final else final;
    callPackage = final.newScope { };
    callPackages = lib.callPackagesWith final.splicedPackages;
    newScope = extra: lib.callPackageWith (final.splicedPackages // extra);

    # A member set's own splices, by the name it has in each stage.
    generateSplices =
      name:
      if isSpliced then
        {
          buildBuild = final.pkgsBuildBuild.${name} or { };
          buildHost = final.buildPackages.${name} or { };
          buildTarget = final.pkgsBuildTarget.${name} or { };
          hostHost = { };
          targetTarget = final.targetPackages.${name} or { };
        }
      else
        null;
    makeScopeWithSplicing = lib.makeScopeWithSplicing { inherit splicePackages; inherit (final) newScope; };
  };

  splicedFor =
    final:
    splicePackages {
      inherit (adjacent)
        buildBuild buildHost buildTarget hostHost targetTarget;
      hostTarget = final;
    }
    // {
      # What names a stage is not spliced itself.
      inherit (final)
        pkgs lib config stdenv stdenvNoCC buildPackages targetPackages pkgsBuildBuild pkgsBuildTarget
        pkgsHostHost pkgsBuildHost pkgsHostTarget callPackage callPackages newScope splicedPackages
        buildPlatform hostPlatform targetPlatform makeScopeWithSplicing generateSplices;
    };

  builders = final: _: import ./build-support { pkgs = final; inherit lib; };
  byName = final: _: import ./by-name.nix { pkgs = final; inherit lib; };
  all = final: previous: import ./all-packages.nix { pkgs = final; inherit lib config size previous packageSetFor; };
  platformOverrides = final: previous: stdenv.overrides final previous;
  aliases = final: previous: lib.optionalAttrs (config.allowAliases or true) (import ./aliases.nix lib final previous);
  fromConfig = final: previous: (config.packageOverrides or (_: { })) previous;
in
lib.fix (
  builtins.foldl' (base: overlay: lib.extends overlay base) (_: { }) (
    [
      environment
      builders
      byName
      all
      aliases
      platformOverrides
      fromConfig
    ]
    ++ overlays
  )
)
