# Yet another JSON library.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "yajl";
  version = "2.1.0";

  src = fetchFromGitHub {
    owner = "lloyd";
    repo = "yajl";
    rev = "yajl-${finalAttrs.version}";
    hash = "sha256-qokVNAGGS7KyBWSTHEljYQuOh2PZSrhHcO3CMbA/SM4=";
  };

  patches = [ ./cmake-4.patch ];

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "Yet another JSON library";
    homepage = "https://yajl.example.org/";
    license = lib.licenses.isc;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.unix;
  };
})
