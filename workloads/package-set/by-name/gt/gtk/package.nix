# Toolkit of graphical interfaces.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  glib,
  gettext,
  libx11,
  expat,
  libxml2,
  pango,
  cairo,
  gdk-pixbuf,
  graphene,
  libxrender,
  wayland,
  cups,
  x11Support ? true,
  waylandSupport ? true,
  cupsSupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gtk";
  version = "4.20.3";

  src = fetchurl {
    url = "mirror://gnome/gtk/gtk-${finalAttrs.version}.tar.xz";
    sha512 = "0aba21n5g656zvqy57f78pbazf1pv6kxf7hmmagl0rfr0s42z4jrr9i1jdfkmy5jnbci2bkr8w52prp5z99r6nk8kqk0180i694lxv7";
  };

  outputs = [
    "out"
    "dev"
    "devdoc"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
    glib
    gettext
  ];

  buildInputs = [
    libx11
    expat
    libxml2
  ]
  ++ lib.optional x11Support libxrender
  ++ lib.optional waylandSupport wayland
  ++ lib.optional cupsSupport cups;

  propagatedBuildInputs = [
    pango
    cairo
    gdk-pixbuf
    glib
    graphene
  ];

  mesonFlags = [
    (lib.mesonOption "x11-backend" (lib.boolToString x11Support))
    (lib.mesonOption "wayland-backend" (lib.boolToString waylandSupport))
    (lib.mesonOption "print-cups" (lib.boolToString cupsSupport))
  ];

  setupHooks = [ ./drop-icon-cache.sh ];
  passthru.binaryVersion = "4.0.0";

  meta = {
    description = "Toolkit of graphical interfaces";
    homepage = "https://gtk.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
