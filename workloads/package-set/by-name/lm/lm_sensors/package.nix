# Sensors of the hardware read.
{
  lib,
  stdenv,
  fetchFromGitHub,
  bison,
  flex,
  which,
  bash,
  perl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "lm_sensors";
  version = "3.6.2";

  src = fetchFromGitHub {
    owner = "hramrach";
    repo = "lm_sensors";
    rev = "lm_sensors-${finalAttrs.version}";
    hash = "sha256-dwRcBWs1vOaMaQT/dSeEJx6czOdjzQJ4Tdv2lF/jlwA=";
    fetchSubmodules = true;
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
  ];

  nativeBuildInputs = [
    bison
    flex
    which
  ];

  buildInputs = [
    bash
    perl
  ];

  meta = {
    description = "Sensors of the hardware read";
    homepage = "https://lm_sensors.example.org/";
    license = with lib.licenses; [ lgpl21Plus gpl2Plus ];
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.all;
  };
})
