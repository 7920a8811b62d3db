# `buildRustPackage`: vendored dependencies by hash or from a lock file, then cargo.
{
  lib,
  stdenv,
  rustc,
  cargo,
  cargoBuildHook,
  cargoSetupHook,
  importCargoLock,
  fetchCargoVendor,
  symlinkJoin,
}:
lib.makeOverridable (
  {
    name ? "${arguments.pname}-${arguments.version}",
    src,
    cargoHash ? null,
    cargoLock ? null,
    cargoPatches ? [ ],
    patches ? [ ],
    sourceRoot ? null,
    buildFeatures ? [ ],
    buildNoDefaultFeatures ? false,
    cargoBuildFlags ? [ ],
    nativeBuildInputs ? [ ],
    buildType ? "release",
    doCheck ? true,
    meta ? { },
    passthru ? { },
    ...
  }@arguments:
  assert cargoHash != null || cargoLock != null;
  assert buildType == "release" || buildType == "debug";
  let
    cargoDeps =
      if cargoLock != null then
        importCargoLock cargoLock
      else
        fetchCargoVendor {
          inherit src name sourceRoot;
          patches = cargoPatches;
          hash = cargoHash;
        };
  in
  stdenv.mkDerivation (
    removeAttrs arguments [
      "cargoHash"
      "cargoLock"
      "buildFeatures"
      "buildNoDefaultFeatures"
    ]
    // {
      inherit cargoDeps doCheck;
      cargoBuildType = buildType;
      cargoBuildNoDefaultFeatures = buildNoDefaultFeatures;
      cargoBuildFeatures = buildFeatures;
      inherit cargoBuildFlags;
      patches = cargoPatches ++ patches;
      nativeBuildInputs = nativeBuildInputs ++ [
        cargoBuildHook
        cargoSetupHook
        rustc
        cargo
      ];
      strictDeps = true;
      PKG_CONFIG_ALLOW_CROSS = if stdenv.isCross then 1 else 0;
      passthru = passthru // { inherit cargoDeps; };
      meta = {
        badPlatforms = [ ];
        platforms = rustc.targetPlatforms;
      }
      // meta;
    }
  )
)
