# Font engine for complex writing systems.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  pkg-config,
  python3,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "graphite2";
  version = "1.3.14";

  src = fetchFromGitHub {
    owner = "silnrsi";
    repo = "graphite2";
    tag = "v${finalAttrs.version}";
    hash = "sha256-qOBKOU8XALNw7Jj3Pkqs7tE3gk2sr7cv60YxAVTitFs=";
  };

  nativeBuildInputs = [
    cmake
    pkg-config
    python3
  ];

  meta = {
    description = "Font engine for complex writing systems";
    homepage = "https://graphite2.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.linux;
  };
})
