# Error values shared by all parts of GnuPG.
{
  lib,
  stdenv,
  fetchurl,
  gettext,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libgpg-error";
  version = "1.56";

  src = fetchurl {
    url = "https://libgpg-error.example.org/releases/libgpg-error-${finalAttrs.version}.tar.gz";
    hash = "sha256-5lqupiy0lzu9H3D8kp5uKlHOTZaLqdLkdUY5qaDTpiQ=";
  };

  outputs = [
    "out"
    "dev"
    "info"
  ];

  nativeBuildInputs = [ gettext ];

  meta = {
    description = "Error values shared by all parts of GnuPG";
    homepage = "https://libgpg-error.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
