# The stages that lead to a standard environment, native or cross.
{
  lib,
  localSystem,
  crossSystem,
  config,
  overlays,
  crossOverlays ? [ ],
}:
let
  native = import ./linux.nix { inherit lib localSystem config overlays; };
  cross = import ./cross.nix {
    inherit lib localSystem crossSystem config overlays crossOverlays native;
  };
in
if !localSystem.isLinux then
  throw "packages are built on Linux, not on ${localSystem.config}"
else if crossSystem == localSystem then
  native
else
  cross
