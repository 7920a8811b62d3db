# Viewer of processes.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  pkg-config,
  ncurses,
  lm_sensors,
  sensorsSupport ? stdenv.isLinux,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "htop";
  version = "3.4.1";

  src = fetchFromGitHub {
    owner = "htop-dev";
    repo = "htop";
    rev = "htop-${finalAttrs.version}";
    hash = "sha256-drcgSdsSgibPumYc4rwopP8CyRUNNDSdFrNYe1grrvE=";
  };

  nativeBuildInputs = [
    autoreconfHook
    pkg-config
  ];

  buildInputs = [ ncurses ]
  ++ lib.optional sensorsSupport lm_sensors;

  configureFlags = [ (lib.enableFeature sensorsSupport "sensors") ];

  meta = {
    description = "Viewer of processes";
    homepage = "https://htop.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "htop";
    platforms = lib.platforms.unix;
  };
})
