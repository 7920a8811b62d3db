# What comes with the compiler is no package of its own.
{ lib, pkgs }:
final: previous: {
  base = null;
  bytestring = null;
  containers = null;
  text = null;
}
