# Policies of mandatory access control, in binary.
{
  lib,
  stdenv,
  fetchFromGitHub,
  flex,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libsepol";
  version = "3.9";

  src = fetchFromGitHub {
    owner = "SELinuxProject";
    repo = "libsepol";
    rev = "libsepol-${finalAttrs.version}";
    hash = "sha256-SEdGPmfQPv9Sr1zkqZdYVH0RUrxM/HULvgAZQRQjntY=";
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
  ];

  nativeBuildInputs = [ flex ];

  meta = {
    description = "Policies of mandatory access control, in binary";
    homepage = "https://libsepol.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
