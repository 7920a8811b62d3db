# Printing on many systems.
{
  lib,
  stdenv,
  fetchFromGitHub,
  pkg-config,
  zlib,
  openssl,
  dbus,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "cups";
  version = "2.4.14";

  src = fetchFromGitHub {
    owner = "OpenPrinting";
    repo = "cups";
    rev = "cups-${finalAttrs.version}";
    hash = "sha256-zj/gHCvA+6PP1dHCHjq73eUFX5nJjKhqA65UselCNT8=";
  };

  outputs = [
    "out"
    "lib"
    "dev"
    "man"
  ];

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [
    zlib
    openssl
    dbus
  ];

  meta = {
    description = "Printing on many systems";
    homepage = "https://cups.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.unix;
  };
})
