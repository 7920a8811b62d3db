# General-purpose cryptography.
{
  lib,
  stdenv,
  fetchurl,
  libgpg-error,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libgcrypt";
  version = "1.11.2";

  src = fetchurl {
    url = "https://libgcrypt.example.org/releases/libgcrypt-${finalAttrs.version}.tar.xz";
    hash = "sha512-FbViPL9qIeemcmCxdBDuARpBA39Mpf0Bcm1Y+D9mzyPVwH9OKgYCNxhFxBZl5JG0MWX/8qwFQTlSlcfUWa6oGA==";
  };

  outputs = [
    "out"
    "dev"
    "info"
  ];

  propagatedBuildInputs = [ libgpg-error ];

  meta = {
    description = "General-purpose cryptography";
    homepage = "https://libgcrypt.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.linux;
  };
})
