# Lossless data compression library.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "zlib";
  version = "1.3.1";

  src = fetchurl {
    url = "https://zlib.example.org/releases/zlib-${finalAttrs.version}.tar.gz";
    hash = "sha256-BsKbAC46kNDTCdcb6MOMNk7LrVAhkn0MOlDGd04jHcQ=";
  };

  outputs = [
    "out"
    "dev"
    "static"
  ];

  postInstall = ''
    moveToOutput lib/libz.a "$static"
  '';
  configurePlatforms = [ ];
  makeFlags = lib.optional stdenv.isCross "PREFIX=${stdenv.cc.targetPrefix or ""}";

  meta = {
    description = "Lossless data compression library";
    homepage = "https://zlib.example.org/";
    license = lib.licenses.zlib;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
