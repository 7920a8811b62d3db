# Networks configured.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  gettext,
  gobject-introspection,
  systemd,
  libselinux,
  util-linux,
  curl,
  jansson,
  readline,
  libuv,
  dbus,
  glib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "networkmanager";
  version = "1.54.1";

  src = fetchurl {
    url = "https://networkmanager.example.org/releases/networkmanager-${finalAttrs.version}.tar.bz2";
    hash = "sha256-T1/YH7bXoloNqBwbhbVkrGwU0DuoGp4/eZOwdPD1gKs=";
  };

  patches = [
    ./fix-install-paths.patch
    ./fix-paths.patch
  ];

  outputs = [
    "out"
    "dev"
    "devdoc"
    "man"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
    gettext
    gobject-introspection
  ];

  buildInputs = [
    systemd
    libselinux
    util-linux
    curl
    jansson
    readline
    libuv
    dbus
  ];

  propagatedBuildInputs = [ glib ];

  meta = {
    description = "Networks configured";
    homepage = "https://networkmanager.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.all;
  };
})
