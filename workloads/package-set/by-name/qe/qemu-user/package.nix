# Emulator of processors.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  python3,
  ninja,
  meson,
  glib,
  zlib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "qemu-user";
  version = "10.1.2";

  src = fetchurl {
    url = "https://qemu-user.example.org/releases/qemu-user-${finalAttrs.version}.tar.xz";
    hash = "sha256-8hMIxg/7ERkLR3DIBpt1s53ZjfwUbZtJkRyjmqaBOFs=";
  };

  nativeBuildInputs = [
    pkg-config
    python3
    ninja
    meson
  ];

  buildInputs = [
    glib
    zlib
  ];

  meta = {
    description = "Emulator of processors";
    homepage = "https://qemu-user.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.linux;
  };
})
