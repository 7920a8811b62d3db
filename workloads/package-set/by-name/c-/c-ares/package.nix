# Asynchronous name resolution.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "c-ares";
  version = "1.34.5";

  src = fetchFromGitHub {
    owner = "c-ares";
    repo = "c-ares";
    rev = "c-ares-${finalAttrs.version}";
    hash = "sha256-u/EWJs03iqMu0VsL4DZoQxgNJVvG9rZFCdNOyIjbWzM=";
  };

  outputs = [
    "out"
    "dev"
    "man"
  ];

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "Asynchronous name resolution";
    homepage = "https://c-ares.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.all;
  };
})
