# Extraction of archives in .zip format.
{
  lib,
  stdenv,
  fetchurl,
  bzip2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "unzip";
  version = "6.0";

  src = fetchurl {
    url = "mirror://sourceforge/unzip/unzip-${finalAttrs.version}.tar.xz";
    hash = "sha256-EUR1BYhCegDk/hTtW3P+M38ky5pyqGpT3b02XJax/4k=";
  };

  patches = [ ./utf8-names.patch ];

  buildInputs = [ bzip2 ];

  meta = {
    description = "Extraction of archives in .zip format";
    homepage = "https://unzip.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.fern ];
    mainProgram = "unzip";
    platforms = lib.platforms.linux;
  };
})
