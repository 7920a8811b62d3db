# High-quality data compression program.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "bzip2";
  version = "1.0.8";

  src = fetchurl {
    url = "mirror://sourceforge/bzip2/bzip2-${finalAttrs.version}.tar.xz";
    sha256 = "07w0bqzx46gjn4p4n6skwznra5szsi5fx8gdsdyvs435dcs2wyks";
  };

  patches = [ ./relative-links.patch ];

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
  ];

  meta = {
    description = "High-quality data compression program";
    homepage = "https://bzip2.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.linux;
  };
})
