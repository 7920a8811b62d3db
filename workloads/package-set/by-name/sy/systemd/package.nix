# Manager of the system and of services.
{
  lib,
  stdenv,
  fetchFromGitHub,
  meson,
  ninja,
  pkg-config,
  gperf,
  python3,
  gettext,
  bash,
  acl,
  libxcrypt,
  util-linux,
  openssl,
  xz,
  lz4,
  zstd,
  kmod,
  glib,
  linux-headers,
  linux-pam,
  dbus,
  libselinux,
  withPAM ? true,
  withDbus ? true,
  withSelinux ? false,
  withHomed ? true,
  withResolved ? true,
  withUkify ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "systemd";
  version = "258.2";

  src = fetchFromGitHub {
    owner = "systemd";
    repo = "systemd";
    tag = "v${finalAttrs.version}";
    hash = "sha256-Z+8zm3+EZpwL8TCKOnKMLrDUpmGe8apsZAhQkOIV2vc=";
  };

  patches = [
    ./start-device-units.patch
    ./path-to-init.patch
    ./dont-mount-etc.patch
  ];

  outputs = [
    "out"
    "man"
    "dev"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
    gperf
    python3
    gettext
    bash
  ];

  buildInputs = [
    acl
    libxcrypt
    util-linux
    openssl
    xz
    lz4
    zstd
    kmod
    glib
    linux-headers
  ]
  ++ lib.optional withPAM linux-pam
  ++ lib.optional withDbus dbus
  ++ lib.optional withSelinux libselinux;

  mesonFlags = [
    (lib.mesonOption "pam" (lib.boolToString withPAM))
    (lib.mesonOption "dbus" (lib.boolToString withDbus))
    (lib.mesonOption "selinux" (lib.boolToString withSelinux))
    (lib.mesonOption "homed" (lib.boolToString withHomed))
    (lib.mesonOption "resolve" (lib.boolToString withResolved))
    (lib.mesonOption "ukify" (lib.boolToString withUkify))
  ];

  passthru = {
    inherit withResolved withHomed;
    interfaceVersion = 2;
    util-linux = util-linux;
  };

  meta = {
    description = "Manager of the system and of services";
    homepage = "https://systemd.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.unix;
  };
})
