# Sets of integer points bounded by linear constraints.
{
  lib,
  stdenv,
  fetchurl,
  gmp,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "isl";
  version = "0.27";
  src = fetchurl {
    url = "mirror://gnu/isl/isl-${finalAttrs.version}.tar.xz";
    hash = "sha256-bY+OVyEFPzZV2zEEyNRiKYJfuZuhVYd5WGCVcKTGFd8=";
  };
  outputs = [
    "out"
    "dev"
    "doc"
    "info"
  ];
  propagatedBuildInputs = [ gmp ];
  strictDeps = true;
  configureFlags = lib.optional stdenv.hostPlatform.isStatic "--disable-shared";
  doCheck = true;
  meta = {
    description = "Sets of integer points bounded by linear constraints";
    license = lib.licenses.mit;
    platforms = lib.platforms.all;
  };
})
