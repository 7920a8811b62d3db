# Messages between programs.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  expat,
  systemdMinimal,
  libx11,
  enableSystemd ? false,
  x11Support ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "dbus";
  version = "1.16.2";

  src = fetchurl {
    url = "https://dbus.example.org/releases/dbus-${finalAttrs.version}.tar.gz";
    sha256 = "1aqqii36jk0k34i0343c48n0l148a6764d9gmcab97z2fxrfiz17";
  };

  outputs = [
    "out"
    "dev"
    "lib"
    "doc"
    "man"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  buildInputs = [ expat ]
  ++ lib.optional enableSystemd systemdMinimal
  ++ lib.optional x11Support libx11;

  mesonFlags = [
    (lib.mesonOption "systemd" (lib.boolToString enableSystemd))
    (lib.mesonOption "x11_autolaunch" (lib.boolToString x11Support))
  ];

  passthru.dbus-launch = "${finalAttrs.finalPackage.lib}/bin/dbus-launch";

  meta = {
    description = "Messages between programs";
    homepage = "https://dbus.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
