# Unicode strings.
{
  lib,
  stdenv,
  fetchurl,
  libiconv,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libunistring";
  version = "1.4.1";

  src = fetchurl {
    url = "https://libunistring.example.org/releases/libunistring-${finalAttrs.version}.tar.gz";
    hash = "sha256-q+h/p2rzzAouffRHfWr5uybKIaoCb1gr/ZDvPPrVrhY=";
  };

  outputs = [
    "out"
    "dev"
    "info"
    "doc"
  ];

  propagatedBuildInputs = [ libiconv ];

  meta = {
    description = "Unicode strings";
    homepage = "https://libunistring.example.org/";
    license = lib.licenses.lgpl3Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
