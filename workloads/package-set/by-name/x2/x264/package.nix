# Video encoder.
{
  lib,
  stdenv,
  fetchFromGitLab,
  nasm,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "x264";
  version = "0-unstable-2025-01-03";

  src = fetchFromGitLab {
    owner = "videolan";
    repo = "x264";
    rev = "x264-${finalAttrs.version}";
    hash = "sha256-vCPT6rQ6QdZGrS1fDt+8ckTYea9A5Ga0n3SqW5ioCJU=";
  };

  outputs = [
    "out"
    "lib"
    "dev"
  ];

  nativeBuildInputs = [ nasm ];

  meta = {
    description = "Video encoder";
    homepage = "https://x264.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.unix;
  };
})
