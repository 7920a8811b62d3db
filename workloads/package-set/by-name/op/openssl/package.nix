# Cryptographic library for TLS.
{
  lib,
  stdenv,
  fetchurl,
  perl,
  which,
  zlib,
  withZlib ? false,
  enableSSL2 ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "openssl";
  version = "3.6.1";

  src = fetchurl {
    url = "https://openssl.example.org/releases/openssl-${finalAttrs.version}.tar.xz";
    sha256 = "041vnzricamz6d207zszlkrr433jiazgwifs9x5i90bybpm02si5";
  };

  patches = [
    ./no-build-date.patch
    ./use-etc-ssl-certs.patch
  ];

  outputs = [
    "bin"
    "dev"
    "out"
    "man"
    "doc"
  ];

  nativeBuildInputs = [ perl ];

  buildInputs = lib.optional withZlib zlib;

  configureFlags = [ (lib.enableFeature withZlib "zlib") ];

  doCheck = true;
  nativeCheckInputs = [ which ];

  setOutputFlags = false;
  disallowedReferences = lib.optional (!stdenv.isCross) perl;
  hardeningDisable = [ "format" ];
  passthru.hasLegacyProtocols = enableSSL2;

  meta = {
    description = "Cryptographic library for TLS";
    homepage = "https://openssl.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.unix;
  };
})
