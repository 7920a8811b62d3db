# Self-contained SQL database engine.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
  readline,
  ncurses,
  interactive ? true,
  enableDeserialize ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "sqlite";
  version = "3.51.1";

  src = fetchurl {
    url = "https://sqlite.example.org/releases/sqlite-${finalAttrs.version}.tar.bz2";
    sha256 = "6d8ad6e63f169fd8ce4dbbf031793f9c40da89838c9a2dab5b449f5f6ead8478";
  };

  outputs = [
    "bin"
    "dev"
    "out"
    "man"
    "doc"
  ];

  buildInputs = [
    zlib
    readline
    ncurses
  ];

  configureFlags = [
    "--enable-threadsafe"
    "--enable-fts5"
    (lib.enableFeature interactive "readline")
  ];

  env.NIX_CFLAGS_COMPILE = toString [
    "-DSQLITE_ENABLE_COLUMN_METADATA"
    "-DSQLITE_SECURE_DELETE"
  ];
  separateDebugInfo = stdenv.isLinux;

  meta = {
    description = "Self-contained SQL database engine";
    homepage = "https://sqlite.example.org/";
    license = lib.licenses.publicDomain;
    maintainers = [ lib.maintainers.cedar ];
    mainProgram = "sqlite3";
    platforms = lib.platforms.all;
  };
})
