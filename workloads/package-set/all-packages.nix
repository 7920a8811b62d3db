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
  inherit (pkgs) callPackage stdenv;
  # A third of what is made up is of one kind, a third of the other, the rest depends on both.
  third = size / 3;
  xorg = import ./families/xorg { inherit lib pkgs; };
in
import ./toolchain { inherit pkgs lib; }
// import ./languages/rust { inherit pkgs lib; }
// import ./languages/go { inherit pkgs lib; }
// import ./languages/node { inherit pkgs lib; }
// import ./families/linux { inherit pkgs lib; }
// import ./families/applications.nix { inherit pkgs lib; count = size - 2 * third; }
// import ./variants.nix { inherit pkgs lib previous; }
// import ./failing.nix { inherit pkgs lib; }
// {
  python314 = callPackage ./languages/python {
    self = pkgs.python314;
    attribute = "python314";
    sourceVersion = "3.14.0";
    hash = "sha256-Ipna5ULTlc44g6ygDTyRTwfNaOCy9zNgmMjnt+7p8+k=";
    generatedCount = 0;
  };
  python313 = callPackage ./languages/python {
    self = pkgs.python313;
    attribute = "python313";
    sourceVersion = "3.13.9";
    hash = "sha256-7V7zTNo2z6Lzo0DwfKx+eBT5HH88QR9tNWIyOoZsXGY=";
    generatedCount = third;
  };
  python310 = callPackage ./languages/python {
    self = pkgs.python310;
    attribute = "python310";
    sourceVersion = "3.10.19";
    hash = "sha256-yPSlllciAdgd19+R9w4XfhmnDx1ImWi1o2bVz1XQoBg=";
  };
  python3Minimal = pkgs.python313.override { minimal = true; self = pkgs.python3Minimal; };
  python3 = pkgs.python313;
  python313Packages = pkgs.python313.pkgs;
  python314Packages = lib.dontRecurseIntoAttrs pkgs.python314.pkgs;
  python310Packages = lib.dontRecurseIntoAttrs pkgs.python310.pkgs;
  python3Packages = lib.dontRecurseIntoAttrs pkgs.python313Packages;

  haskell = {
    compiler.ghc910 = callPackage ./languages/haskell/compiler.nix { };
    packages.ghc910 = callPackage ./languages/haskell {
      ghc = pkgs.buildPackages.haskell.compiler.ghc910;
      generatedCount = third;
    };
  };
  ghc = pkgs.haskell.compiler.ghc910;
  haskellPackages = pkgs.haskell.packages.ghc910;
  pandoc = pkgs.haskellPackages.pandoc-static;

  perlPackages = lib.fix (import ./languages/perl { inherit pkgs lib; });

  xorg = xorg pkgs.xorg;
  libx11 = pkgs.xorg.libX11;
  libxrender = pkgs.xorg.libXrender;

  clang = pkgs.wrapCC pkgs.clang-unwrapped;
  emptyFile = pkgs.runCommandLocal "empty-file" {
    outputHash = "sha256-d6xi4mKdjkX2JFicDIv5niSzpyI0m/Hnm8GGAIU04kY=";
    outputHashMode = "recursive";
  } "touch $out";
  emptyDirectory = pkgs.runCommandLocal "empty-directory" {
    outputHashAlgo = "sha256";
    outputHashMode = "recursive";
    outputHash = "0sjjj9z1dhilhpc8pq4154czrb79z9cm044jvn75kxcjv6v5l2m5";
  } "mkdir $out";
  gtk_doc = null;
  systemdMinimal = pkgs.systemd.override { withPAM = false; withDbus = false; withHomed = false; };

  # The same set for other platforms; entered by name only, or there would be no end.
  pkgsCross = builtins.mapAttrs (_: crossSystem: packageSetFor { inherit crossSystem; }) lib.systems.examples;
  pkgsMusl = packageSetFor { crossSystem = lib.systems.examples.musl64; };
  pkgsWith = packageSetFor;
}
