# Free software emulation of curses.
{
  lib,
  stdenv,
  fetchurl,
  buildPackages,
  pkg-config,
  gpm,
  unicodeSupport ? true,
  mouseSupport ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "ncurses";
  version = "6.5";

  src = fetchurl {
    url = "https://ncurses.example.org/releases/ncurses-${finalAttrs.version}.tar.xz";
    sha1 = "57cd796cde21c8ac6f8785757466a68928f8190a";
  };

  outputs = [
    "out"
    "dev"
    "man"
  ];

  nativeBuildInputs = [ pkg-config ];

  buildInputs = lib.optional mouseSupport gpm;

  configureFlags = [
    (lib.enableFeature unicodeSupport "widec")
    (lib.enableFeature mouseSupport "gpm")
  ];

  depsBuildBuild = [ buildPackages.stdenv.cc ];
  preConfigure = ''
    export PKG_CONFIG_LIBDIR="$dev/lib/pkgconfig"
  '';
  passthru = {
    inherit unicodeSupport;
    abiVersion = lib.major finalAttrs.version;
  };

  meta = {
    description = "Free software emulation of curses";
    homepage = "https://ncurses.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
