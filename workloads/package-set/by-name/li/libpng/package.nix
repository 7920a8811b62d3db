# Reference implementation of the PNG format.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
  apngSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libpng";
  version = "1.6.53";

  src = fetchurl {
    url = "mirror://sourceforge/libpng/libpng-${finalAttrs.version}.tar.bz2";
    hash = "sha256-vmv74nOGCX7P99wtF13JanAAtknMBoC3kE5Oin5Op5E=";
  };

  patches = [ ./apng.patch ];

  outputs = [
    "out"
    "dev"
    "man"
  ];

  propagatedBuildInputs = [ zlib ];

  passthru.apng = apngSupport;

  meta = {
    description = "Reference implementation of the PNG format";
    homepage = "https://libpng.example.org/";
    license = lib.licenses.zlib;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.all;
  };
})
