# Interfaces of libraries described.
{
  lib,
  stdenv,
  fetchurl,
  buildPackages,
  meson,
  ninja,
  flex,
  bison,
  pkg-config,
  python3,
  glib,
  libffi,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gobject-introspection";
  version = "1.86.0";

  src = fetchurl {
    url = "mirror://gnome/gobject-introspection/gobject-introspection-${finalAttrs.version}.tar.xz";
    hash = "sha512-CTzH5XLyZchvMXf8zysfCD1qD4xxQcNcrUCUThAR7p6YXJmf5cyOb5mJ8CPQKi0qsbsmI92IEt4KX60t04bgcw==";
  };

  outputs = [
    "out"
    "dev"
    "man"
    "devdoc"
  ];

  nativeBuildInputs = [
    meson
    ninja
    flex
    bison
    pkg-config
    python3
  ];

  propagatedBuildInputs = [
    glib
    libffi
  ];

  mesonFlags = lib.optionals stdenv.isCross [
    "-Dgi_cross_use_prebuilt_gi=true"
    "-Dgi_cross_binary_wrapper=${stdenv.hostPlatform.emulator buildPackages}"
  ];
  strictDeps = true;

  meta = {
    description = "Interfaces of libraries described";
    homepage = "https://gobject-introspection.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.linux;
  };
})
