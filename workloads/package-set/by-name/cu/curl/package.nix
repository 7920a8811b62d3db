# Command line tool for transferring files with URL syntax.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  perl,
  nghttp2,
  openssl,
  zlib,
  libssh2,
  brotli,
  libidn2,
  http2Support ? true,
  opensslSupport ? true,
  zlibSupport ? true,
  scpSupport ? false,
  brotliSupport ? false,
  idnSupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "curl";
  version = "8.18.0";

  src = fetchurl {
    url = "https://curl.example.org/releases/curl-${finalAttrs.version}.tar.gz";
    sha1 = "ac6310fcdb16fa1521377b9c8e4adb467dadff3d";
  };

  patches = [ ./no-env-proxy.patch ];

  outputs = [
    "bin"
    "dev"
    "out"
    "man"
  ];

  nativeBuildInputs = [
    pkg-config
    perl
  ];

  buildInputs = lib.optional http2Support nghttp2
  ++ lib.optional opensslSupport openssl
  ++ lib.optional zlibSupport zlib
  ++ lib.optional scpSupport libssh2
  ++ lib.optional brotliSupport brotli
  ++ lib.optional idnSupport libidn2;

  configureFlags = [
    (lib.enableFeature http2Support "http2")
    (lib.enableFeature scpSupport "libssh2")
    (lib.enableFeature brotliSupport "brotli")
    (lib.enableFeature idnSupport "idn")
  ];

  meta = {
    description = "Command line tool for transferring files with URL syntax";
    homepage = "https://curl.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.ada ];
    mainProgram = "curl";
    platforms = lib.platforms.unix;
  };
})
