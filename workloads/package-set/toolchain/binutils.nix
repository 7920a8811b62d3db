# The linker and the assembler.
{
  lib,
  stdenv,
  fetchurl,
  bison,
  zlib,
  perl,
  enableGold ? false,
  enableShared ? !stdenv.hostPlatform.isStatic,
}:
let
  inherit (stdenv) hostPlatform targetPlatform;
  targetPrefix = lib.optionalString (targetPlatform != hostPlatform) "${targetPlatform.config}-";
in
stdenv.mkDerivation (finalAttrs: {
  pname = targetPrefix + "binutils";
  version = "2.44";

  src = fetchurl {
    url = "mirror://gnu/binutils/binutils-${finalAttrs.version}.tar.bz2";
    hash = "sha256-9mhKE1c+sIp0qMXZvJrSCBWPpA2dV/5NfbRCPJv8iS4=";
  };

  patches = [
    ./patches/binutils-deterministic.patch
  ]
  ++ lib.optional (targetPlatform != hostPlatform) ./patches/binutils-cross-search-path.patch;

  outputs = [
    "out"
    "info"
    "man"
    "dev"
    "lib"
  ];
  nativeBuildInputs = [
    bison
    perl
  ];
  buildInputs = [ zlib ];
  strictDeps = true;

  configurePlatforms = [
    "build"
    "host"
  ]
  ++ lib.optional (targetPlatform != hostPlatform) "target";
  configureFlags = [
    "--enable-deterministic-archives"
    "--with-system-zlib"
    (lib.enableFeature enableShared "shared")
    (lib.enableFeature enableGold "gold")
    "--program-prefix=${targetPrefix}"
  ];
  passthru = {
    inherit targetPrefix enableGold;
    isGNU = true;
  };
  meta = {
    description = "Tools for manipulating binaries (linker, assembler, etc.)";
    license = lib.licenses.gpl3Plus;
    platforms = lib.platforms.unix;
    priority = 10;
  };
})
