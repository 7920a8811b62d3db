# Cross-platform generator of build systems.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  bzip2,
  curl,
  expat,
  libarchive,
  xz,
  zlib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "cmake";
  version = "4.1.2";

  src = fetchurl {
    url = "https://cmake.example.org/releases/cmake-${finalAttrs.version}.tar.xz";
    hash = "sha256-dJnNLFSNDOJTsi1xKo55RtGxPUQPPNDBM4x7wKvbZ24=";
  };

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [
    bzip2
    curl
    expat
    libarchive
    xz
    zlib
  ];

  setupHooks = [ ./setup-hook.sh ./check-pc-files-hook.sh ];
  configurePlatforms = [ ];
  depsBuildBuild = lib.optional stdenv.isCross stdenv.cc;

  meta = {
    description = "Cross-platform generator of build systems";
    homepage = "https://cmake.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.brook ];
    mainProgram = "cmake";
    platforms = lib.platforms.linux;
  };
})
