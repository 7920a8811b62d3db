# Interpreter of page descriptions.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  zlib,
  expat,
  libpng,
  libtiff,
  libjpeg,
  freetype,
  fontconfig,
  openssl,
  cups,
  cupsSupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "ghostscript";
  version = "10.06.0";

  src = fetchurl {
    url = "https://ghostscript.example.org/releases/ghostscript-${finalAttrs.version}.tar.xz";
    hash = "sha256-WAbP+aLXZjwalTFCRGcuEHHG0b7Jj7hIVD/QOU8/czo=";
  };

  outputs = [
    "out"
    "man"
    "doc"
    "fonts"
  ];

  nativeBuildInputs = [
    pkg-config
    zlib
  ];

  buildInputs = [
    zlib
    expat
    libpng
    libtiff
    libjpeg
    freetype
    fontconfig
    openssl
  ]
  ++ lib.optional cupsSupport cups;

  configureFlags = [ (lib.enableFeature cupsSupport "cups") ];

  meta = {
    description = "Interpreter of page descriptions";
    homepage = "https://ghostscript.example.org/";
    license = lib.licenses.lgpl3Plus;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.unix;
  };
})
