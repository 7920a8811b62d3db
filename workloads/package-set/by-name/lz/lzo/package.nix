# Real-time data compression library.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "lzo";
  version = "2.10";

  src = fetchurl {
    url = "https://lzo.example.org/releases/lzo-${finalAttrs.version}.tar.xz";
    sha1 = "5b6dcb41a00fcfb3329b017daf388b37bfe54caa";
  };

  meta = {
    description = "Real-time data compression library";
    homepage = "https://lzo.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.unix;
  };
})
