# Images loaded and scaled.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  glib,
  gettext,
  libtiff,
  libjpeg,
  libpng,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gdk-pixbuf";
  version = "2.44.4";

  src = fetchurl {
    url = "mirror://gnome/gdk-pixbuf/gdk-pixbuf-${finalAttrs.version}.tar.bz2";
    sha1 = "zq9qws5cx3ggrm108ybjg3q1w97y6fak";
  };

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
    glib
    gettext
  ];

  propagatedBuildInputs = [
    glib
    libtiff
    libjpeg
    libpng
  ];

  meta = {
    description = "Images loaded and scaled";
    homepage = "https://gdk-pixbuf.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.all;
  };
})
