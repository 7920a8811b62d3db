# The package set. Functions of the same arguments give the packages of any platform, and with
# `crossSystem` those that are built on one platform for another.
#
# Some of its attributes fail, as a real set's do: by license, by platform, by a mistake. Those that
# fail in a way that `tryEval` does not catch are there only with `hopeless`.
{
  size ? 60,
  system ? "x86_64-linux",
  crossSystem ? null,
  config ? { },
  overlays ? import ./overlays,
  crossOverlays ? [ ],
  hopeless ? false,
}@arguments:
let
  lib = import ./lib;
  localSystem = lib.systems.elaborate system;
  targetSystem = if crossSystem == null then localSystem else lib.systems.elaborate crossSystem;
  checkedConfig = import ./config.nix { inherit lib; } config;

  packageSetFor = changes: import ./all.nix (arguments // { inherit size; } // changes);
  boot = import ./stdenv/booter.nix {
    makePackages = import ./stage.nix { inherit lib size packageSetFor; };
  };
  packages = boot (
    import ./stdenv {
      inherit lib localSystem overlays crossOverlays;
      crossSystem = targetSystem;
      config = checkedConfig;
    }
  );
in
packages // lib.optionalAttrs hopeless { hopeless = import ./hopeless.nix { inherit lib; pkgs = packages; }; }
