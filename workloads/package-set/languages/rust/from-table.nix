# A package of the table: vendored by hash, or from a lock file beside the table.
{
  lib,
  rustPlatform,
  fetchFromGitHub,
  splicedPackages,
  name,
  entry,
}:
rustPlatform.buildRustPackage (
  {
    pname = name;
    inherit (entry) version;
    src = fetchFromGitHub {
      inherit (entry) owner;
      repo = entry.repo or name;
      tag = entry.tag or "v${entry.version}";
      hash = (import ../words.nix { inherit lib; }).sriOf "${name} ${entry.version}";
    };
    nativeBuildInputs = map (input: splicedPackages.${input}) (entry.native or [ ]);
    buildInputs = map (input: splicedPackages.${input}) (entry.inputs or [ ]);
    buildFeatures = entry.features or [ ];
    meta = {
      description = entry.about;
      license = entry.license or lib.licenses.mit;
      mainProgram = entry.program or name;
    };
  }
  // (
    if entry ? lock then
      { cargoLock = { lockFile = entry.lock; outputHashes = entry.outputHashes or { }; }; }
    else
      { cargoHash = (import ../words.nix { inherit lib; }).sriOf "${name} vendor"; }
  )
)
