# Library for archives of many formats.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  pkg-config,
  acl,
  attr,
  bzip2,
  xz,
  zlib,
  openssl,
  libxml2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libarchive";
  version = "3.8.5";

  src = fetchFromGitHub {
    owner = "libarchive";
    repo = "libarchive";
    rev = "libarchive-${finalAttrs.version}";
    hash = "sha512-quf174cA/WBmDZQi8AcN0IUg9BMXcwi7mXb4tGUXeBAPAvvGkOE9rAderg8VUvA4O2tUW6AxmH8RaJZzE2U97A==";
    fetchSubmodules = true;
  };

  outputs = [
    "out"
    "lib"
    "dev"
  ];

  nativeBuildInputs = [
    autoreconfHook
    pkg-config
  ];

  buildInputs = [
    acl
    attr
    bzip2
    xz
    zlib
    openssl
    libxml2
  ];

  meta = {
    description = "Library for archives of many formats";
    homepage = "https://libarchive.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.all;
  };
})
