# Compression and decompression at high speeds.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "snappy";
  version = "1.2.2";

  src = fetchFromGitHub {
    owner = "google";
    repo = "snappy";
    rev = "snappy-${finalAttrs.version}";
    hash = "sha256-RMYvdrb0wmnVdNzns/9FSt+2D3l3Vo+KStgTA3BIoB4=";
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "Compression and decompression at high speeds";
    homepage = "https://snappy.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.all;
  };
})
