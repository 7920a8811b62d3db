# Command lines parsed.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "popt";
  version = "1.19";

  src = fetchurl {
    url = "https://popt.example.org/releases/popt-${finalAttrs.version}.tar.gz";
    sha256 = "0e2ee8d20ab86fd39c04bef0dcb97e951663fffce175ea25aec2d325a7b2a0bd";
  };

  meta = {
    description = "Command lines parsed";
    homepage = "https://popt.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.unix;
  };
})
