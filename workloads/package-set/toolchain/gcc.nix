# The compiler. When it makes code for another platform, it is built around that platform's library.
{
  lib,
  stdenv,
  fetchurl,
  gmp,
  mpfr,
  libmpc,
  isl,
  zlib,
  perl,
  buildPackages,
  binutils,
  libcCross ? null,
  withLibraries ? true,
  langCC ? withLibraries,
  langFortran ? false,
}:
let
  inherit (stdenv) hostPlatform targetPlatform;
  isCrossCompiler = targetPlatform != hostPlatform;
  targetPrefix = lib.optionalString isCrossCompiler "${targetPlatform.config}-";
  languages = [ "c" ] ++ lib.optional langCC "c++" ++ lib.optional langFortran "fortran";
  sources = lib.versionSelect "15.2.0" {
    "14" = {
      version = "14.3.0";
      hash = "sha256-4Nx3KXYlYxrI5Q+pL//v6Jmk63AlktpcMu8E4ik6yjo=";
    };
    "15" = {
      version = "15.2.0";
      hash = "sha256-Q4/ZloJrDIJIWinaA6ctcdbjVBqD7HAt9Ccfb+Al0k4=";
    };
  };
in
stdenv.mkDerivation {
  pname = targetPrefix + "gcc" + lib.optionalString (!withLibraries) "-nolibc";
  inherit (sources) version;

  src = fetchurl {
    url = "mirror://gnu/gcc/gcc-${sources.version}/gcc-${sources.version}.tar.xz";
    inherit (sources) hash;
  };
  patches = [
    ./patches/gcc-no-sys-dirs.patch
  ]
  ++ lib.optional isCrossCompiler ./patches/gcc-cross-include.patch;

  outputs = [
    "out"
    "man"
    "info"
  ]
  ++ lib.optional withLibraries "lib";
  nativeBuildInputs = [ perl ];
  buildInputs = [
    gmp
    mpfr
    libmpc
    isl
    zlib
  ];
  depsBuildBuild = lib.optional isCrossCompiler buildPackages.stdenv.cc;
  depsBuildTarget = lib.optional isCrossCompiler binutils;

  configurePlatforms = [
    "build"
    "host"
  ]
  ++ lib.optional isCrossCompiler "target";
  configureFlags = [
    "--enable-languages=${builtins.concatStringsSep "," languages}"
    "--disable-multilib"
    (lib.withFeatureAs true "gmp-include" "${lib.getDev gmp}/include")
    (lib.withFeatureAs true "mpfr-lib" "${lib.getLib mpfr}/lib")
    (lib.withFeature (isl != null) "isl")
  ]
  ++ lib.optionals (targetPlatform.gcc ? arch) [ "--with-arch=${targetPlatform.gcc.arch}" ]
  ++ lib.optionals (isCrossCompiler && !withLibraries) [
    "--without-headers"
    "--disable-threads"
    "--disable-shared"
  ]
  ++ lib.optional (libcCross != null) "--with-native-system-header-dir=${lib.getDev libcCross}/include";

  hardeningDisable = [
    "format"
    "pie"
  ];
  enableParallelBuilding = true;
  passthru = {
    inherit langCC langFortran targetPrefix;
    isGNU = true;
  };
  meta = {
    description = "GNU Compiler Collection";
    license = lib.licenses.gpl3Plus;
    platforms = lib.platforms.unix;
    mainProgram = "${targetPrefix}gcc";
  };
}
