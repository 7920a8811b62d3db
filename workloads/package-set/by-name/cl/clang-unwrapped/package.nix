# Frontend of LLVM for C.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  python3,
  llvm,
  libxml2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "clang-unwrapped";
  version = "21.1.6";

  src = fetchFromGitHub {
    owner = "llvm";
    repo = "clang-unwrapped";
    tag = "v${finalAttrs.version}";
    hash = "sha256-GjoAAiyCC8lROB1n5d39YBFxi42GIVO6N9AsyE304c4=";
    fetchSubmodules = true;
  };

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
    llvm
    libxml2
  ];

  passthru = {
    isClang = true;
    inherit llvm;
  };

  meta = {
    description = "Frontend of LLVM for C";
    homepage = "https://clang-unwrapped.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.unix;
  };
})
