# Extremely fast compression.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  enableStatic ? stdenv.hostPlatform.isStatic,
  enableShared ? !stdenv.hostPlatform.isStatic,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "lz4";
  version = "1.10.0";

  src = fetchFromGitHub {
    owner = "lz4";
    repo = "lz4";
    tag = "v${finalAttrs.version}";
    hash = "sha256-z+NGaQaC3enSjHJUrygNjh13JaUt+NObqkw4yrFqnuQ=";
  };

  outputs = [
    "dev"
    "lib"
    "man"
    "out"
  ];

  nativeBuildInputs = [ cmake ];

  cmakeFlags = [
    (lib.cmakeBool "BUILD_STATIC_LIBS" enableStatic)
    (lib.cmakeBool "BUILD_SHARED_LIBS" enableShared)
  ];

  meta = {
    description = "Extremely fast compression";
    homepage = "https://lz4.example.org/";
    license = with lib.licenses; [ bsd2 gpl2Plus ];
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.unix;
  };
})
