# Small shell.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "dash";
  version = "0.5.13";

  src = fetchurl {
    url = "https://dash.example.org/releases/dash-${finalAttrs.version}.tar.gz";
    sha1 = "m3ak1wj44pb5v5x2vb9m1qdqav0y15a6";
  };

  meta = {
    description = "Small shell";
    homepage = "https://dash.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "dash";
    platforms = lib.platforms.unix;
  };
})
