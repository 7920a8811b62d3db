# Stream-oriented XML parser.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "expat";
  version = "2.7.3";

  src = fetchurl {
    url = "mirror://sourceforge/expat/expat-${finalAttrs.version}.tar.xz";
    sha1 = "sw6nd0gck31vvzxp9xy2wp7qmr8332hi";
  };

  outputs = [
    "out"
    "dev"
    "doc"
  ];

  meta = {
    description = "Stream-oriented XML parser";
    homepage = "https://expat.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.linux;
  };
})
