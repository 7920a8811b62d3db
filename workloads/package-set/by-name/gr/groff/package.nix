# Typesetting of the GNU project.
{
  lib,
  stdenv,
  fetchurl,
  bison,
  perl,
  texinfo,
  ghostscript,
  enableGhostscript ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "groff";
  version = "1.23.0";

  src = fetchurl {
    url = "mirror://gnu/groff/groff-${finalAttrs.version}.tar.xz";
    sha1 = "a1493eb67f5c1f9b003166c29b9a632bbcd9829e";
  };

  patches = [ ./mdate-determinism.patch ];

  outputs = [
    "out"
    "man"
    "doc"
    "info"
    "perl"
  ];

  nativeBuildInputs = [
    bison
    perl
    texinfo
  ];

  buildInputs = lib.optional enableGhostscript ghostscript;

  meta = {
    description = "Typesetting of the GNU project";
    homepage = "https://groff.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.linux;
  };
})
