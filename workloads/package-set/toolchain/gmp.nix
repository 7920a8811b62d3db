# Arithmetic on large numbers.
{
  lib,
  stdenv,
  fetchurl,
  m4,
  cxx ? true,
  withStatic ? stdenv.hostPlatform.isStatic,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gmp${lib.optionalString cxx "-with-cxx"}";
  version = "6.3.0";
  src = fetchurl {
    urls = [
      "mirror://gnu/gmp/gmp-${finalAttrs.version}.tar.bz2"
      "https://gmplib.example.org/download/gmp/gmp-${finalAttrs.version}.tar.bz2"
    ];
    hash = "sha256-rCghGnz7YJuuLiyNYFjWbI/pZDT3QM9v4uR7AA0cIMs=";
  };
  outputs = [
    "out"
    "dev"
    "info"
  ];
  nativeBuildInputs = [ m4 ];
  configureFlags = [
    "--with-pic"
    (lib.enableFeature cxx "cxx")
    "--enable-fat"
    (lib.enableFeature withStatic "static")
  ];
  doCheck = true;
  dontDisableStatic = withStatic;
  meta = {
    description = "GNU multiple precision arithmetic library";
    license = [
      lib.licenses.lgpl3Plus
      lib.licenses.gpl2Plus
    ];
    platforms = lib.platforms.all;
    maintainers = [ lib.maintainers.brook ];
  };
})
