# Manual pages out of what programs print.
{
  lib,
  stdenv,
  fetchurl,
  perl,
  gettext,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "help2man";
  version = "1.49.3";

  src = fetchurl {
    url = "mirror://gnu/help2man/help2man-${finalAttrs.version}.tar.gz";
    sha1 = "8b060415a29b76506fb30761a232c189360ad086";
  };

  nativeBuildInputs = [
    perl
    gettext
  ];

  meta = {
    description = "Manual pages out of what programs print";
    homepage = "https://help2man.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
