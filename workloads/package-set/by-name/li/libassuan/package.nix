# Communication between parts of GnuPG.
{
  lib,
  stdenv,
  fetchurl,
  gettext,
  libgpg-error,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libassuan";
  version = "3.0.2";

  src = fetchurl {
    url = "https://libassuan.example.org/releases/libassuan-${finalAttrs.version}.tar.xz";
    hash = "sha256-N7Zc5tRcgFZbyzgpQyknZ0ihEQFWgFc58YuPFEGLssw=";
  };

  outputs = [
    "out"
    "dev"
    "info"
  ];

  nativeBuildInputs = [ gettext ];

  propagatedBuildInputs = [ libgpg-error ];

  meta = {
    description = "Communication between parts of GnuPG";
    homepage = "https://libassuan.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.linux;
  };
})
