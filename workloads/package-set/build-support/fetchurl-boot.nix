# Fetches with what the evaluator's builder brings along, before there is a `curl`.
{ lib }:
{
  url ? builtins.head urls,
  urls ? [ ],
  name ? baseNameOf (toString url),
  hash ? "",
  sha256 ? "",
  sha512 ? "",
  sha1 ? "",
  executable ? false,
  ...
}:
import ./builtin-fetch.nix (
  {
    inherit name executable;
    url = import ./resolve-mirror.nix { inherit lib; } url;
  }
  // (
    if hash != "" then
      { inherit hash; }
    else if sha256 != "" then
      { outputHash = sha256; outputHashAlgo = "sha256"; }
    else if sha512 != "" then
      { outputHash = sha512; outputHashAlgo = "sha512"; }
    else
      { outputHash = sha1; outputHashAlgo = "sha1"; }
  )
)
