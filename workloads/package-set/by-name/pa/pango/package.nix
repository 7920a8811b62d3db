# Layout of text in all languages.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  cairo,
  harfbuzz,
  glib,
  fontconfig,
  fribidi,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "pango";
  version = "1.57.0";

  src = fetchurl {
    url = "mirror://gnome/pango/pango-${finalAttrs.version}.tar.xz";
    hash = "sha256-vC3si91vWsmnunnBtm2YvnvgwUS5IviRJkUAct26L9M=";
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "devdoc"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  propagatedBuildInputs = [
    cairo
    harfbuzz
    glib
    fontconfig
    fribidi
  ];

  meta = {
    description = "Layout of text in all languages";
    homepage = "https://pango.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.linux;
  };
})
