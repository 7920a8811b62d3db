# Protocol of compositors.
{
  lib,
  stdenv,
  fetchFromGitLab,
  meson,
  ninja,
  pkg-config,
  libffi,
  expat,
  libxml2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "wayland";
  version = "1.24.0";

  src = fetchFromGitLab {
    owner = "wayland";
    repo = "wayland";
    tag = "v${finalAttrs.version}";
    hash = "sha256-FyXt5Bs54QSCeGxJsWBYm0QHgx4QW+yy6tS0BMjvmvY=";
  };

  outputs = [
    "out"
    "bin"
    "dev"
    "doc"
    "man"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  buildInputs = [
    libffi
    expat
    libxml2
  ];

  meta = {
    description = "Protocol of compositors";
    homepage = "https://wayland.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
