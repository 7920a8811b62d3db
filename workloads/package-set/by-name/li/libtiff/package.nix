# TIFF images.
{
  lib,
  stdenv,
  fetchFromGitLab,
  cmake,
  pkg-config,
  xz,
  zstd,
  libjpeg,
  zlib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libtiff";
  version = "4.7.1";

  src = fetchFromGitLab {
    owner = "libtiff";
    repo = "libtiff";
    tag = "v${finalAttrs.version}";
    hash = "sha256-JjjP3/IJCWOhV8+Lx3nco2NiZwOAs6+A6ClNjQAnD54=";
  };

  outputs = [
    "bin"
    "dev"
    "dev_private"
    "out"
    "man"
    "doc"
  ];

  nativeBuildInputs = [
    cmake
    pkg-config
  ];

  buildInputs = [
    xz
    zstd
  ];

  propagatedBuildInputs = [
    libjpeg
    zlib
  ];

  meta = {
    description = "TIFF images";
    homepage = "https://libtiff.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
