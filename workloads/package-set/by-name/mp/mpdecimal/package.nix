# Arithmetic on decimal numbers.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "mpdecimal";
  version = "4.0.1";

  src = fetchurl {
    url = "https://mpdecimal.example.org/releases/mpdecimal-${finalAttrs.version}.tar.xz";
    hash = "sha256-mlGiIjA47o7gY+Xnrpya4qX+VlaLEki/Y/f/lupNIR4=";
  };

  outputs = [
    "out"
    "dev"
    "doc"
    "cxx"
  ];

  meta = {
    description = "Arithmetic on decimal numbers";
    homepage = "https://mpdecimal.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.linux;
  };
})
