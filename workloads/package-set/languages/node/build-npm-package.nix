# `buildNpmPackage`: dependencies by hash unless they are given, then the package's own build.
{ lib, stdenv, nodejs, python3, fetchNpmDeps ? null, cacert, jq }:
{
  npmDepsHash ? "",
  npmDeps ? stdenv.mkDerivation {
    name = "${arguments.pname}-${arguments.version}-npm-deps";
    inherit (arguments) src;
    nativeBuildInputs = [ nodejs jq cacert ];
    buildPhase = "npm ci --cache $out";
    outputHash = npmDepsHash;
    outputHashMode = "recursive";
    outputHashAlgo = if npmDepsHash == "" then "sha256" else null;
    forceGitDeps = false;
  },
  npmFlags ? [ ],
  npmBuildScript ? "build",
  nativeBuildInputs ? [ ],
  meta ? { },
  ...
}@arguments:
stdenv.mkDerivation (
  removeAttrs arguments [ "npmDepsHash" ]
  // {
    inherit npmDeps npmBuildScript npmFlags;
    nativeBuildInputs = nativeBuildInputs ++ [ nodejs nodejs.passthru.python or python3 ];
    buildInputs = arguments.buildInputs or [ ] ++ [ nodejs ];
    strictDeps = true;
    dontStrip = true;
    meta = { platforms = nodejs.meta.platforms; } // meta;
  }
)
