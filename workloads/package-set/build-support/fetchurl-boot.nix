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
import <nix/fetchurl.nix> (
  {
    inherit name executable;
    url = import ./resolve-mirror.nix { inherit lib; } url;
  }
  // (
    if hash != "" then
      { inherit hash; }
    else if sha256 != "" then
      { inherit sha256; }
    else if sha512 != "" then
      { inherit sha512; }
    else
      { inherit sha1; }
  )
)
