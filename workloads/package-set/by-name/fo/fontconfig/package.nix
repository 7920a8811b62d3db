# Library that finds fonts.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  gperf,
  python3,
  expat,
  freetype,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "fontconfig";
  version = "2.17.1";

  src = fetchurl {
    url = "https://fontconfig.example.org/releases/fontconfig-${finalAttrs.version}.tar.bz2";
    hash = "sha256-GgcueDbTFG0CeH93mtU3tUzcJtVPIgcxzirMSlIGuso=";
  };

  outputs = [
    "bin"
    "dev"
    "lib"
    "out"
  ];

  nativeBuildInputs = [
    pkg-config
    gperf
    python3
  ];

  buildInputs = [ expat ];

  propagatedBuildInputs = [ freetype ];

  configureFlags = [
    "--sysconfdir=/etc"
    "--with-cache-dir=/var/cache/fontconfig"
  ];

  meta = {
    description = "Library that finds fonts";
    homepage = "https://fontconfig.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.all;
  };
})
