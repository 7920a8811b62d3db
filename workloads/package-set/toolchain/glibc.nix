# The C library.
{
  lib,
  stdenv,
  fetchurl,
  linux-headers,
  bison,
  python3Minimal ? null,
  perl,
  buildPackages,
  withGd ? false,
  profilingLibraries ? false,
}:
let
  version = "2.42";
  patchSuffix = "-51";
in
stdenv.mkDerivation (
  {
    pname = "glibc";
    version = version + patchSuffix;
    enableParallelBuilding = true;
    outputs = [
      "out"
      "bin"
      "dev"
      "static"
      "getent"
    ];

    src = fetchurl {
      url = "mirror://gnu/glibc/glibc-${version}.tar.xz";
      sha256 = "1z6hf9ypd07b36p1qa9xafaw7k9k4yylxsi7qgzcz5y5j3vjzl8x";
    };

    patches = [
      ./patches/glibc-locale-archive.patch
      ./patches/glibc-no-ldconfig-cache.patch
    ]
    ++ lib.optional stdenv.hostPlatform.isAarch64 ./patches/glibc-aarch64-stubs.patch;

    nativeBuildInputs = [
      bison
      perl
    ];
    buildInputs = [ linux-headers ];
    depsBuildBuild = [ buildPackages.stdenv.cc ];

    configureFlags = [
      "-C"
      "--enable-bind-now"
      "--with-headers=${linux-headers}/include"
      (lib.enableFeature profilingLibraries "profile")
      (lib.withFeature withGd "gd")
    ]
    ++ lib.optionals (stdenv.hostPlatform != stdenv.buildPlatform) [
      "libc_cv_forced_unwind=yes"
      "libc_cv_c_cleanup=yes"
    ];

    hardeningDisable = [
      "fortify"
      "stackprotector"
    ];
    env.NIX_CFLAGS_COMPILE = toString [
      "-g"
      "-Wno-error=maybe-uninitialized"
    ];
    makeFlags = (if stdenv.hostPlatform.isStatic then [ "-static" ] else [ ]) ++ [ "OBJDUMP=objdump" ];
    installFlags = [ "sysconfdir=$(out)/etc" ];

    passthru = {
      inherit linux-headers;
      minorRelease = version;
    };
    meta = {
      description = "GNU C Library";
      homepage = "https://www.gnu.example.org/software/libc/";
      license = lib.licenses.lgpl21Plus;
      platforms = lib.platforms.linux;
    };
  }
  // lib.optionalAttrs stdenv.isCross {
    preConfigure = "export BUILD_CC=gcc";
    dontStrip = true;
  }
)
