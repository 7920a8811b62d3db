# The parts of the window system: one set of its own, made by one function from a table.
{ pkgs, lib }:
let
  words = import ../../languages/words.nix { inherit lib; };
  table = import ./table.nix;
  overrides = import ./overrides.nix { inherit lib pkgs; };
in
self:
let
  make =
    name: entry:
    pkgs.callPackage (
      { lib, stdenv, fetchurl, pkg-config }:
      stdenv.mkDerivation {
        pname = name;
        inherit (entry) version;
        builder = ./builder.sh;
        src = fetchurl {
          url = "mirror://xorg/individual/${entry.kind or "lib"}/${name}-${entry.version}.tar.xz";
          sha256 = words.base32Of "${name}-${entry.version}";
        };
        hardeningDisable = [ "bindnow" "relro" ];
        strictDeps = true;
        nativeBuildInputs = [ pkg-config ];
        buildInputs = map (dependency: self.${dependency} or pkgs.${dependency}) (entry.needs or [ ]);
        passthru.tests = { inherit (entry) version; };
        meta = {
          pkgConfigModules = entry.modules or [ ];
          platforms = lib.platforms.unix;
        };
      }
    ) { };
in
lib.fix (lib.extends overrides (_: builtins.mapAttrs make table)) // { recurseForDerivations = true; }
