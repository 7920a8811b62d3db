# Debugging and profiling at run time.
{
  lib,
  stdenv,
  fetchurl,
  gdb,
  perl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "valgrind";
  version = "3.26.0";

  src = fetchurl {
    url = "https://valgrind.example.org/releases/valgrind-${finalAttrs.version}.tar.gz";
    sha256 = "1asir7pxggw0c230z2hg67l549kvsbnwlz4mda1idr80jyn3m801";
  };

  outputs = [
    "out"
    "dev"
    "man"
    "doc"
  ];

  buildInputs = [
    gdb
    perl
  ];

  hardeningDisable = [ "pie" "stackprotector" ];
  configureFlags = lib.optional stdenv.hostPlatform.isx86_64 "--enable-only64bit";

  meta = {
    description = "Debugging and profiling at run time";
    homepage = "https://valgrind.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
