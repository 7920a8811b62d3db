# Small build system with a focus on speed.
{
  lib,
  stdenv,
  fetchFromGitHub,
  bash,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "ninja";
  version = "1.13.2";

  src = fetchFromGitHub {
    owner = "ninja-build";
    repo = "ninja";
    tag = "v${finalAttrs.version}";
    hash = "sha256-66ga16Y8trm6/SIbfhMxnmR3bHANjrv+g9OVytB7ptE=";
    fetchSubmodules = true;
  };

  nativeBuildInputs = [ bash ];

  meta = {
    description = "Small build system with a focus on speed";
    homepage = "https://ninja.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.ada ];
    mainProgram = "ninja";
    platforms = lib.platforms.linux;
  };
})
