# Video codec.
{
  lib,
  stdenv,
  fetchFromGitHub,
  perl,
  nasm,
  vp9Support ? true,
  experimentalSupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libvpx";
  version = "1.15.2";

  src = fetchFromGitHub {
    owner = "webmproject";
    repo = "libvpx";
    rev = "libvpx-${finalAttrs.version}";
    hash = "sha256-Ap4y1tFqfAgTcryab+zrKxdyCUmr1ByWNrczg1ezNXo=";
  };

  outputs = [
    "bin"
    "dev"
    "out"
  ];

  nativeBuildInputs = [
    perl
    nasm
  ];

  configureFlags = [
    (lib.enableFeature vp9Support "vp9")
    (lib.enableFeature experimentalSupport "experimental")
  ];

  meta = {
    description = "Video codec";
    homepage = "https://libvpx.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.all;
  };
})
