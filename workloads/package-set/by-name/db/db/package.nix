# Embedded database of old.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "db";
  version = "5.3.28";

  src = fetchurl {
    url = "https://db.example.org/releases/db-${finalAttrs.version}.tar.bz2";
    hash = "sha512-x342f7EbcK9vRK4Jxyx4pqH/TNPuTTpv7GJlpaEqm+ov+V1e2eGGc10RMSG0vcSsR01ed8TO4py7qbvVnp/S5A==";
  };

  patches = [
    ./clang-6.patch
    ./CVE-2017-10140.patch
  ];

  outputs = [
    "bin"
    "out"
    "dev"
  ];

  meta = {
    description = "Embedded database of old";
    homepage = "https://db.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.all;
  };
})
