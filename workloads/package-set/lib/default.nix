# The shared library, with what a package set needs on top: outputs, sources, platforms, licenses.
(import ../../lib).extend (
  final: previous:
  let
    load = file: import file { lib = final; };
    customisation = load ./customisation.nix;
  in
  {
    derivations = load ./derivations.nix;
    sources = load ./sources.nix;
    systems = load ./systems.nix;
    licenses = import ./licenses.nix;
    platforms = load ./platforms.nix;
    maintainers = import ./maintainers.nix;
    customisation = previous.customisation // customisation;

    inherit (final.customisation)
      makeOverridable overrideDerivation extendDerivation makeScope makeScopeWithSplicing callPackagesWith;
    inherit (final.derivations)
      getOutput getBin getDev getLib getMan getExe chooseDevOutputs recurseIntoAttrs dontRecurseIntoAttrs
      makeBinPath makeLibraryPath enableFeature withFeature withFeatureAs cmakeBool mesonOption
      overrideExisting versionSelect fakeHash optionalSet;
    inherit (final.sources)
      cleanSource cleanSourceFilter cleanSourceWith sourceByRegex sourceFilesBySuffices;
  }
)
