# Remote procedure calls.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  pkg-config,
  c-ares,
  openssl,
  zlib,
  abseil-cpp,
  protobuf,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "grpc";
  version = "1.76.0";

  src = fetchFromGitHub {
    owner = "grpc";
    repo = "grpc";
    rev = "grpc-${finalAttrs.version}";
    hash = "sha256-cFlTImuC/iPv3xnez7OFue/b2r3vo5P3J4P5vSBvrUI=";
  };

  nativeBuildInputs = [
    cmake
    pkg-config
  ];

  buildInputs = [
    c-ares
    openssl
    zlib
    abseil-cpp
  ];

  propagatedBuildInputs = [ protobuf ];

  meta = {
    description = "Remote procedure calls";
    homepage = "https://grpc.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.unix;
  };
})
