# The compiler, built with the one before it.
{
  lib,
  stdenv,
  fetchurl,
  llvm,
  python3,
  cmake,
  ninja,
  pkg-config,
  openssl,
  zlib,
  targets ? [ ],
}:
let
  bootstrap = stdenv.mkDerivation {
    pname = "rustc-bootstrap";
    version = "1.90.0";
    src = fetchurl {
      url = "https://static.rust.example.org/dist/rust-1.90.0-${stdenv.buildPlatform.config}.tar.gz";
      hash = "sha256-51XzTFzUrlhkcAeULDqUpvkd4dLkyWX4Ymmj3O/dpEg=";
    };
    installPhase = "./install.sh --prefix=$out";
  };
  triple = platform: "${platform.parsed.cpu.name}-unknown-${platform.parsed.kernel.name}-${platform.parsed.abi}";
in
stdenv.mkDerivation (finalAttrs: {
  pname = "rustc";
  version = "1.91.1";
  src = fetchurl {
    url = "https://static.rust.example.org/dist/rustc-${finalAttrs.version}-src.tar.gz";
    hash = "sha256-ONziBdOfYVcSYfBEQjehzp7+y5cOdg2OxNlXr1tEVyM=";
  };
  __darwinAllowLocalNetworking = true;
  nativeBuildInputs = [
    bootstrap
    cmake
    ninja
    pkg-config
    python3
  ];
  buildInputs = [
    openssl
    zlib
  ];
  depsTargetTarget = [ ];
  configureFlags = [
    "--release-channel=stable"
    "--set=build.rustc=${bootstrap}/bin/rustc"
    "--target=${builtins.concatStringsSep "," (lib.unique (map triple [ stdenv.buildPlatform stdenv.hostPlatform stdenv.targetPlatform ] ++ targets))}"
  ]
  ++ map (platform: "--set=target.${triple platform}.llvm-config=${lib.getDev llvm}/bin/llvm-config") [ stdenv.hostPlatform ];
  configurePlatforms = [ ];
  outputs = [
    "out"
    "man"
    "doc"
  ];
  passthru = {
    inherit bootstrap;
    targetPlatforms = lib.platforms.all;
  };
  meta = {
    description = "Safe, concurrent, practical language";
    license = [
      lib.licenses.mit
      lib.licenses.asl20
    ];
    platforms = lib.platforms.unix;
    mainProgram = "rustc";
  };
})
