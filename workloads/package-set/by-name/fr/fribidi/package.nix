# Bidirectional text.
{
  lib,
  stdenv,
  fetchFromGitHub,
  meson,
  ninja,
  pkg-config,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "fribidi";
  version = "1.0.16";

  src = fetchFromGitHub {
    owner = "fribidi";
    repo = "fribidi";
    tag = "v${finalAttrs.version}";
    hash = "sha256-YgM9DioFo+6m1Dxvif7cY9VNntgOKhrzLprfgLbFEek=";
  };

  outputs = [
    "out"
    "devdoc"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  meta = {
    description = "Bidirectional text";
    homepage = "https://fribidi.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.unix;
  };
})
