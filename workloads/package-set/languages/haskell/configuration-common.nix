# Changes that hold with every compiler.
{ lib, pkgs }:
let
  overrideCabal = change: package: package.override (previous: {
    mkDerivation = arguments: (previous.mkDerivation arguments).override change;
  });
  dontCheck = overrideCabal { doCheck = false; };
  doJailbreak = overrideCabal { jailbreak = true; };
  appendPatches = patches: overrideCabal (previous: { patches = previous.patches or [ ] ++ patches; });
in
final: previous: {
  haskellLib = { inherit overrideCabal dontCheck doJailbreak appendPatches; };

  # Loops of tests: what tests others cannot be tested with them.
  QuickCheck = dontCheck previous.QuickCheck;
  hspec-core = dontCheck previous.hspec-core;
  tasty = dontCheck previous.tasty;
  tagged = dontCheck previous.tagged;

  network = lib.pipe previous.network [
    dontCheck
    doJailbreak
  ];
  pandoc = appendPatches [ ./patches/pandoc-data-files.patch ] (dontCheck previous.pandoc);
  # The library of that name, not the binding to it.
  zlib = previous.zlib.override { inherit (pkgs) zlib; };
  pandoc-static = (overrideCabal (old: { enableSharedExecutables = false; doHaddock = false; }) final.pandoc).overrideAttrs (old: {
    pname = "${old.pname}-static";
  });
}
