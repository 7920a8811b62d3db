# Generic lossless compression.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "brotli";
  version = "1.2.0";

  src = fetchFromGitHub {
    owner = "google";
    repo = "brotli";
    rev = "brotli-${finalAttrs.version}";
    sha256 = "b26d185be4345e507f03a08a1ecbef18ccf13f7fee054b502f890bdc0842ee81";
  };

  outputs = [
    "out"
    "dev"
    "lib"
  ];

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "Generic lossless compression";
    homepage = "https://brotli.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.all;
  };
})
