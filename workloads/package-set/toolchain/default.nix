# The compiler, its libraries and the tools a build cannot do without.
{ pkgs, lib }:
let
  inherit (pkgs) callPackage stdenv targetPackages;
  isCrossCompiler = stdenv.targetPlatform != stdenv.hostPlatform;
  gnuTools = import ./gnu-tools.nix { inherit pkgs lib; };

  gccFor =
    { libc, withLibraries ? true }:
    pkgs.callPackage ./gcc.nix {
      inherit withLibraries;
      # The compiler that makes the C library cannot wait for it.
      binutils = if withLibraries then pkgs.binutils else pkgs.binutils-no-libc;
      libcCross = if isCrossCompiler && withLibraries then libc else null;
    };
in
gnuTools
// {
  linux-headers = callPackage ./linux-headers.nix { };
  glibc = callPackage ./glibc.nix {
    stdenv = if stdenv.isCross then pkgs.overrideCC stdenv pkgs.buildPackages.gccWithoutTargetLibc else stdenv;
  };
  musl = callPackage ./musl.nix {
    stdenv = if stdenv.isCross then pkgs.overrideCC stdenv pkgs.buildPackages.gccWithoutTargetLibc else stdenv;
  };
  libc = if stdenv.hostPlatform.isMusl then pkgs.musl else pkgs.glibc;

  binutils-unwrapped = callPackage ./binutils.nix { };
  binutils = callPackage ../build-support/bintools-wrapper {
    bintools = pkgs.binutils-unwrapped;
    libc = if isCrossCompiler then targetPackages.libc else pkgs.libc;
  };
  binutils-no-libc = pkgs.binutils.override { libc = null; };

  gcc-unwrapped = gccFor { libc = targetPackages.libc; };
  gcc = pkgs.wrapCC pkgs.gcc-unwrapped;
  gccWithoutTargetLibc = pkgs.wrapCCWith {
    cc = gccFor { libc = null; withLibraries = false; };
    libc = null;
    bintools = pkgs.binutils-no-libc;
    extraBuildCommands = "echo -nostdlib >> $out/nix-support/cc-cflags";
  };
  wrapCC =
    cc:
    pkgs.wrapCCWith {
      inherit cc;
      libc = if isCrossCompiler then targetPackages.libc else pkgs.libc;
      bintools = pkgs.binutils;
    };

  overrideCC = environment: cc: environment.override { inherit cc; };
  gccStdenv = if stdenv.cc.isGNU or false then stdenv else pkgs.overrideCC stdenv pkgs.buildPackages.gcc;

  # Environments that change every package built with them.
  stdenvAdapters = import ../stdenv/adapters.nix { inherit lib; };

  gmp = callPackage ./gmp.nix { };
  mpfr = callPackage ./mpfr.nix { };
  libmpc = callPackage ./libmpc.nix { };
  isl = callPackage ./isl.nix { };
}
