# Portable interface to functions of foreign languages.
{
  lib,
  stdenv,
  fetchFromGitHub,
  which,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libffi";
  version = "3.5.2";

  src = fetchFromGitHub {
    owner = "libffi";
    repo = "libffi";
    rev = "libffi-${finalAttrs.version}";
    hash = "sha256-P2H0IyIIgOTxEFCWtAM6gIZZu15JIqOu9OUaGR6VkJA=";
  };

  outputs = [
    "out"
    "dev"
    "man"
    "info"
  ];

  doCheck = true;
  nativeCheckInputs = [ which ];

  meta = {
    description = "Portable interface to functions of foreign languages";
    homepage = "https://libffi.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.all;
  };
})
