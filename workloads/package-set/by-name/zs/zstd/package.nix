# Real-time compression.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  bash,
  file,
  legacySupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "zstd";
  version = "1.5.7";

  src = fetchFromGitHub {
    owner = "facebook";
    repo = "zstd";
    rev = "zstd-${finalAttrs.version}";
    sha256 = "8603fe235e1a6dfecbb49300174f8ba9c874d0354f7b012e00402b5fcdac2ebe";
  };

  outputs = [
    "bin"
    "dev"
    "man"
    "out"
  ];

  nativeBuildInputs = [ cmake ];

  buildInputs = [ bash ];

  cmakeFlags = [ (lib.cmakeBool "ZSTD_LEGACY_SUPPORT" legacySupport) ];

  doCheck = true;
  nativeCheckInputs = [ file ];

  meta = {
    description = "Real-time compression";
    homepage = "https://zstd.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.unix;
  };
})
