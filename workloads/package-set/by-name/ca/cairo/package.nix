# Two-dimensional graphics.
{
  lib,
  stdenv,
  fetchgit,
  meson,
  ninja,
  pkg-config,
  libpng,
  zlib,
  fontconfig,
  freetype,
  pixman,
  glib,
  libx11,
  x11Support ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "cairo";
  version = "1.18.4";

  src = fetchgit {
    url = "https://git.example.org/cairo.git";
    rev = "e03dc4c55b5cc0d05f0f38b46022ccfdc91ff949";
    sha256 = "cd400ea72793241cc7b3e115e13d0c63d05ff9a5642ab25d4aae3993f6e0237c";
    deepClone = false;
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
  ];

  buildInputs = [
    libpng
    zlib
  ]
  ++ lib.optional x11Support libx11;

  propagatedBuildInputs = [
    fontconfig
    freetype
    pixman
    glib
  ];

  mesonFlags = [ (lib.mesonOption "xlib" (lib.boolToString x11Support)) ];

  meta = {
    description = "Two-dimensional graphics";
    homepage = "https://cairo.example.org/";
    license = with lib.licenses; [ lgpl21Plus mpl20 ];
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.linux;
  };
})
