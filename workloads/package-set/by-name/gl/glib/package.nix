# Core of GTK in C.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  perl,
  gettext,
  libxml2,
  python3,
  libffi,
  pcre2,
  zlib,
  libiconv,
  libselinux,
  buildDocs ? false,
  selinuxSupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "glib";
  version = "2.86.3";

  src = fetchurl {
    url = "mirror://gnome/glib/glib-${finalAttrs.version}.tar.gz";
    sha512 = "18x5cp1gqp40yfran9hiyp3a0vl0957bcg47awzh4j42ach8dl9p6mybw3bxfd9mndswkd8857wd80spm4zz08yi67qjbnch1c72yrf";
  };

  patches = [
    ./split-dev-programs.patch
    ./gio-launch.patch
  ];

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
    perl
    gettext
    libxml2
    python3
  ];

  buildInputs = [
    libffi
    pcre2
    zlib
    libiconv
  ]
  ++ lib.optional selinuxSupport libselinux;

  mesonFlags = [
    (lib.mesonOption "gtk_doc" (lib.boolToString buildDocs))
    (lib.mesonOption "selinux" (lib.boolToString selinuxSupport))
  ];

  passthru = {
    getSchemaPath = package: "${package}/share/gsettings-schemas/${package.name}/glib-2.0/schemas";
  };

  meta = {
    description = "Core of GTK in C";
    homepage = "https://glib.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.unix;
  };
})
