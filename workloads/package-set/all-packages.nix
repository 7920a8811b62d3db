# What is no folder of its own in `by-name`: the toolchain, families of packages, and variants.
{
  pkgs,
  lib,
  config,
  size,
  previous,
  packageSetFor,
}:
let
  inherit (pkgs) callPackage;
in
import ./toolchain { inherit pkgs lib; }
// {
}
