# Pixels manipulated at a low level.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  libpng,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "pixman";
  version = "0.46.4";

  src = fetchurl {
    url = "mirror://xorg/pixman/pixman-${finalAttrs.version}.tar.bz2";
    sha1 = "cc547102d89374b71eb8ce22f51b26d4f763d8ee";
  };

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  buildInputs = [ libpng ];

  meta = {
    description = "Pixels manipulated at a low level";
    homepage = "https://pixman.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.all;
  };
})
