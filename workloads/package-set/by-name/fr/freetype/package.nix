# Font engine.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  zlib,
  bzip2,
  brotli,
  libpng,
  useEncumberedCode ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "freetype";
  version = "2.14.1";

  src = fetchurl {
    url = "mirror://sourceforge/freetype/freetype-${finalAttrs.version}.tar.gz";
    sha256 = "6cda6ea5426f3e62683fb4f3e0fa844985f04b065379266723907d12111d8dfc";
  };

  patches = [ ./enable-table-validation.patch ];

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [ pkg-config ];

  propagatedBuildInputs = [
    zlib
    bzip2
    brotli
    libpng
  ];

  meta = {
    description = "Font engine";
    homepage = "https://freetype.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
