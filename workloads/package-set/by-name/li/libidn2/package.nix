# Internationalised domain names.
{
  lib,
  stdenv,
  fetchurl,
  libunistring,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libidn2";
  version = "2.3.8";

  src = fetchurl {
    url = "https://libidn2.example.org/releases/libidn2-${finalAttrs.version}.tar.xz";
    sha256 = "ea77583bffab95b36a5cb3b7d722ca49804f38af65db6081797c648dffc72632";
  };

  outputs = [
    "bin"
    "dev"
    "out"
    "info"
  ];

  buildInputs = [ libunistring ];

  meta = {
    description = "Internationalised domain names";
    homepage = "https://libidn2.example.org/";
    license = with lib.licenses; [ lgpl3Plus gpl2Plus ];
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.unix;
  };
})
