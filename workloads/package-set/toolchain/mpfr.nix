# Floating point arithmetic of any precision.
{
  lib,
  stdenv,
  fetchurl,
  gmp,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "mpfr";
  version = "4.2.2";
  src = fetchurl {
    url = "mirror://gnu/mpfr/mpfr-${finalAttrs.version}.tar.xz";
    hash = "sha256-tnugOD736KhWNzTi6InvXsPDuJigHQD6CmhprYHGzgE=";
  };
  outputs = [
    "out"
    "dev"
    "doc"
    "info"
  ];
  propagatedBuildInputs = [ gmp ];
  strictDeps = true;
  configureFlags = lib.optional stdenv.hostPlatform.isStatic "--disable-shared";
  doCheck = true;
  meta = {
    description = "Floating point arithmetic of any precision";
    license = lib.licenses.lgpl21Plus;
    platforms = lib.platforms.all;
  };
})
