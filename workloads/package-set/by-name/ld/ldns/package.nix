# Library for programs about DNS.
{
  lib,
  stdenv,
  fetchurl,
  perl,
  openssl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "ldns";
  version = "1.8.4";

  src = fetchurl {
    url = "https://ldns.example.org/releases/ldns-${finalAttrs.version}.tar.gz";
    sha1 = "ef18d88dd54ed1b2027ea4562ea861c6418ccb5c";
  };

  outputs = [
    "out"
    "dev"
    "man"
    "examples"
  ];

  nativeBuildInputs = [ perl ];

  buildInputs = [ openssl ];

  meta = {
    description = "Library for programs about DNS";
    homepage = "https://ldns.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.unix;
  };
})
