# Debugger of the GNU project.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  texinfo,
  perl,
  ncurses,
  readline,
  gmp,
  mpfr,
  expat,
  zlib,
  xz,
  libxcrypt,
  zstd,
  python3,
  curl,
  pythonSupport ? true,
  enableDebuginfod ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gdb";
  version = "17.1";

  src = fetchurl {
    url = "mirror://gnu/gdb/gdb-${finalAttrs.version}.tar.xz";
    sha256 = "cb22aed8e8fdd6d4b0a280a2bb58cd8b95809016ab5fc299b41f3cca6f351b1c";
  };

  patches = [ ./debug-info-from-env.patch ];

  nativeBuildInputs = [
    pkg-config
    texinfo
    perl
  ];

  buildInputs = [
    ncurses
    readline
    gmp
    mpfr
    expat
    zlib
    xz
    libxcrypt
    zstd
  ]
  ++ lib.optional pythonSupport python3
  ++ lib.optional enableDebuginfod curl;

  configureFlags = [ (lib.enableFeature enableDebuginfod "debuginfod") ];

  meta = {
    description = "Debugger of the GNU project";
    homepage = "https://gdb.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "gdb";
    platforms = lib.platforms.unix;
  };
})
