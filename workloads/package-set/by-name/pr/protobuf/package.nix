# Data interchange format.
{
  lib,
  stdenv,
  fetchFromGitHub,
  buildPackages,
  cmake,
  zlib,
  abseil-cpp,
  gtest,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "protobuf";
  version = "33.2";

  src = fetchFromGitHub {
    owner = "protocolbuffers";
    repo = "protobuf";
    rev = "protobuf-${finalAttrs.version}";
    hash = "sha256-bImaApwQfVCDc1p8JwWYiaAzgDSY595KTLb58d/Ntzk=";
  };

  nativeBuildInputs = [ cmake ];

  buildInputs = [
    zlib
    abseil-cpp
  ];

  doCheck = true;
  nativeCheckInputs = [ gtest ];

  depsBuildBuild = lib.optional stdenv.isCross buildPackages.protobuf;

  meta = {
    description = "Data interchange format";
    homepage = "https://protobuf.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
