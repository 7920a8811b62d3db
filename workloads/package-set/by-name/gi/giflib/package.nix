# GIF images.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "giflib";
  version = "5.2.2";

  src = fetchurl {
    url = "mirror://sourceforge/giflib/giflib-${finalAttrs.version}.tar.bz2";
    hash = "sha256-Wo2JFRhyOhoK2jsQ2bwXPVAcRmGfO3PmzhuuFJ2Ciqo=";
  };

  meta = {
    description = "GIF images";
    homepage = "https://giflib.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.all;
  };
})
