# Complex numbers of any precision.
{
  lib,
  stdenv,
  fetchurl,
  gmp,
  mpfr,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libmpc";
  version = "1.3.1";
  src = fetchurl {
    url = "mirror://gnu/libmpc/libmpc-${finalAttrs.version}.tar.xz";
    hash = "sha256-q2QkkvXPiFt0qgy3MM7BCoHtzb7eBCsH05nZ7Vg5AtY=";
  };
  outputs = [
    "out"
    "dev"
    "doc"
    "info"
  ];
  propagatedBuildInputs = [ gmp mpfr ];
  strictDeps = true;
  configureFlags = lib.optional stdenv.hostPlatform.isStatic "--disable-shared";
  doCheck = true;
  meta = {
    description = "Complex numbers of any precision";
    license = lib.licenses.lgpl3Plus;
    platforms = lib.platforms.all;
  };
})
