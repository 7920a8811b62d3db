# Triangulated surfaces.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  glib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gts";
  version = "0.7.6";

  src = fetchurl {
    url = "mirror://sourceforge/gts/gts-${finalAttrs.version}.tar.xz";
    sha1 = "a28e5bccc16430e5c8b224b5f70377fc70bacab3";
  };

  outputs = [
    "bin"
    "dev"
    "out"
  ];

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [ glib ];

  meta = {
    description = "Triangulated surfaces";
    homepage = "https://gts.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.unix;
  };
})
