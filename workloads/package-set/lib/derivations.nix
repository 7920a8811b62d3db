# Outputs of derivations, and small helpers that package files use all the time.
{ lib }:
rec {
  # The named output, or else the first: `package` itself if an output was chosen already.
  getOutput =
    output: package:
    if !(package ? outputSpecified) || !package.outputSpecified then
      package.${output} or package.out or package
    else
      package;

  getBin = getOutput "bin";
  getDev = getOutput "dev";
  getLib = getOutput "lib";
  getMan = getOutput "man";

  getExe =
    package: "${getBin package}/bin/${package.meta.mainProgram or (lib.getName package)}";

  chooseDevOutputs = map getDev;

  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };

  makeBinPath = packages: lib.makeSearchPath "bin" (map getBin packages);
  makeLibraryPath = packages: lib.makeSearchPath "lib" (map getLib packages);

  enableFeature = condition: feature: "--${if condition then "enable" else "disable"}-${feature}";
  withFeature = condition: feature: "--${if condition then "with" else "without"}-${feature}";
  withFeatureAs =
    condition: feature: value:
    withFeature condition feature + lib.optionalString condition "=${value}";
  cmakeBool = feature: condition: "-D${feature}:BOOL=${lib.toUpper (lib.boolToString condition)}";
  mesonOption = feature: value: "-D${feature}=${value}";

  overrideExisting = old: new: builtins.mapAttrs (name: value: new.${name} or value) old;

  # The entry of the newest key that is not newer than the version.
  versionSelect =
    version: choices:
    let
      fitting = builtins.filter (key: lib.versionAtLeast version key) (builtins.attrNames choices);
      sorted = builtins.sort (left: right: lib.versionOlder right left) fitting;
    in
    if sorted == [ ] then throw "nothing fits version ${version}" else choices.${builtins.head sorted};

  optionalSet = condition: name: value: { ${if condition then name else null} = value; };

  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
}
