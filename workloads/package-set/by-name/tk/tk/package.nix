# Widget toolkit of Tcl.
{
  lib,
  stdenv,
  fetchurl,
  tcl,
  libpng,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "tk";
  version = "9.0.3";

  src = fetchurl {
    url = "mirror://sourceforge/tk/tk-${finalAttrs.version}.tar.bz2";
    hash = "sha256-bhs2l5AOEuLP1FXTsaVTQznqYsfkytjNxoUR5vWe3ek=";
  };

  outputs = [
    "out"
    "man"
    "dev"
  ];

  buildInputs = [
    tcl
    libpng
  ];

  meta = {
    description = "Widget toolkit of Tcl";
    homepage = "https://tk.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.fern ];
    mainProgram = "wish";
    platforms = lib.platforms.all;
  };
})
