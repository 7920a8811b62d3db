# The compiler of Rust and what builds packages with it.
{ pkgs, lib }:
let
  inherit (pkgs) callPackage;
in
{
  rustc = callPackage ./compiler.nix { };
  cargo = callPackage (
    { lib, stdenv, rustc, pkg-config, curl, libgit2, openssl, zlib }:
    stdenv.mkDerivation {
      pname = "cargo";
      inherit (rustc) version src;
      nativeBuildInputs = [ pkg-config rustc ];
      buildInputs = [ curl libgit2 openssl zlib ];
      configureFlags = [ "--enable-local-rust" "--enable-vendor" ];
      LIBGIT2_NO_VENDOR = 1;
      meta = rustc.meta // { description = "Package manager of Rust"; mainProgram = "cargo"; };
    }
  ) { };

  importCargoLock = callPackage ./import-cargo-lock.nix { };
  fetchCargoVendor = callPackage ./fetch-cargo-vendor.nix { };
  rustPlatform = {
    inherit (pkgs) importCargoLock fetchCargoVendor cargoBuildHook cargoSetupHook;
    rust = { inherit (pkgs) rustc cargo; };
    buildRustPackage = callPackage ./build-rust-package.nix { };
  };
  cargoBuildHook = pkgs.makeSetupHook {
    name = "cargo-build-hook.sh";
    propagatedBuildInputs = [ pkgs.cargo ];
  } ./hooks/cargo-build.sh;
  cargoSetupHook = pkgs.makeSetupHook {
    name = "cargo-setup-hook.sh";
    substitutions = {
      defaultConfig = ./hooks/cargo-config.toml;
      # The hook runs where the build does, and sets up for what the build makes.
      rustTargetPlatform = "${pkgs.stdenv.targetPlatform.parsed.cpu.name}-unknown-linux-${pkgs.stdenv.targetPlatform.parsed.abi}";
      linker = if pkgs.stdenv.hasCC then "${pkgs.stdenv.cc.targetPrefix}cc" else "cc";
    };
  } ./hooks/cargo-setup.sh;
}
// builtins.mapAttrs (name: entry: callPackage ./from-table.nix { inherit name entry; }) (import ./table.nix { inherit lib; })
