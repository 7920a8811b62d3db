# Tool command language.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "tcl";
  version = "9.0.3";

  src = fetchurl {
    url = "mirror://sourceforge/tcl/tcl-${finalAttrs.version}.tar.xz";
    sha1 = "05103b8b931b01a1373da24e5ff003f0731fb407";
  };

  outputs = [
    "out"
    "man"
  ];

  buildInputs = [ zlib ];

  meta = {
    description = "Tool command language";
    homepage = "https://tcl.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.fern ];
    mainProgram = "tclsh";
    platforms = lib.platforms.unix;
  };
})
