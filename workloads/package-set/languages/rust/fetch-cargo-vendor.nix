# All dependencies at once, known by the hash of the folder they make.
{ lib, stdenvNoCC, cargo, cacert, git }:
{
  name ? "source",
  src,
  hash ? lib.fakeHash,
  sourceRoot ? null,
  patches ? [ ],
  nativeBuildInputs ? [ ],
}@arguments:
stdenvNoCC.mkDerivation {
  name = "${name}-vendor-staging";
  inherit src sourceRoot patches;
  nativeBuildInputs = [ cargo cacert git ] ++ nativeBuildInputs;
  buildPhase = "cargo vendor --locked $out";
  strictDeps = true;
  dontConfigure = true;
  impureEnvVars = [ "http_proxy" "https_proxy" ];
  outputHash = hash;
  outputHashAlgo = if hash == "" then "sha256" else null;
  outputHashMode = "recursive";
}
