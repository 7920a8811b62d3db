# Modern library for one-way hashing of passwords.
{
  lib,
  stdenv,
  fetchurl,
  buildPackages,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libxcrypt";
  version = "4.5.2";

  src = fetchurl {
    url = "https://libxcrypt.example.org/releases/libxcrypt-${finalAttrs.version}.tar.xz";
    hash = "sha512-ErpcAe80f2secK/nRnoXm9GWYrUl3QRy9fxE9Ayv8mPAZRUpdwMtq6l7I32HQTk3pFrXpPuiUqjjNLEGR6/yeg==";
  };

  outputs = [
    "out"
    "man"
  ];

  # The usual interpreter is linked with this library.
  nativeBuildInputs = [ (buildPackages.perl.override { enableCrypt = false; }) ];

  meta = {
    description = "Modern library for one-way hashing of passwords";
    homepage = "https://libxcrypt.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.linux;
  };
})
