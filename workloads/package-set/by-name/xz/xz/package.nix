# Compression software, successor of LZMA.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "xz";
  version = "5.8.2";

  src = fetchurl {
    url = "mirror://sourceforge/xz/xz-${finalAttrs.version}.tar.bz2";
    sha256 = "ff391ed5a7cb533bdfadf24403fbdf18ff4cd4023a29acf19588de41a6dc7c39";
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
    "doc"
  ];

  configureFlags = [ "--enable-static" ];

  meta = {
    description = "Compression software, successor of LZMA";
    homepage = "https://xz.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.all;
  };
})
