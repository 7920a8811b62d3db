# Collection of compilers and tools.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  python3,
  zlib,
  libffi,
  libxml2,
  ncurses,
  enablePFM ? false,
  doPolly ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "llvm";
  version = "21.1.6";

  src = fetchFromGitHub {
    owner = "llvm";
    repo = "llvm";
    rev = "llvm-${finalAttrs.version}";
    hash = "sha256-MhSSAuZorEu1slcLMOur4lq2Y0IMxgYvi1oXxZ6I8aA=";
  };

  patches = [
    ./gnu-install-dirs.patch
    ./polly-lit-cfg.patch
  ];

  outputs = [
    "out"
    "lib"
    "dev"
  ];

  nativeBuildInputs = [
    cmake
    python3
  ];

  buildInputs = [
    zlib
    libffi
    libxml2
    ncurses
  ];

  cmakeFlags = [
    (lib.cmakeBool "LLVM_ENABLE_LIBPFM" enablePFM)
    (lib.cmakeBool "LLVM_POLLY_BUILD" doPolly)
  ];

  meta = {
    description = "Collection of compilers and tools";
    homepage = "https://llvm.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
