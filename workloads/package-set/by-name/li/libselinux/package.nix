# Library of the mandatory access control.
{
  lib,
  stdenv,
  fetchFromGitHub,
  pcre2,
  libsepol,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libselinux";
  version = "3.9";

  src = fetchFromGitHub {
    owner = "SELinuxProject";
    repo = "libselinux";
    rev = "libselinux-${finalAttrs.version}";
    hash = "sha256-KxC73Bvqjxuf49izU0tiUCuMkl9KhEZ7fykhPiwzKMg=";
    fetchSubmodules = true;
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
  ];

  buildInputs = [
    pcre2
    libsepol
  ];

  meta = {
    description = "Library of the mandatory access control";
    homepage = "https://libselinux.example.org/";
    license = lib.licenses.publicDomain;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.all;
  };
})
