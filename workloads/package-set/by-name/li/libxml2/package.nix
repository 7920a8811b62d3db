# XML parsing library.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  zlib,
  xz,
  enableHttp ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libxml2";
  version = "2.15.1";

  src = fetchurl {
    url = "mirror://gnome/libxml2/libxml2-${finalAttrs.version}.tar.xz";
    sha256 = "26fb9e4d66f668a4a7c96145570276ea91c423521d01c2f2c068a6c225bebdd1";
  };

  outputs = [
    "bin"
    "dev"
    "out"
    "devdoc"
  ];

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [
    zlib
    xz
  ];

  configureFlags = [ (lib.enableFeature enableHttp "http") ];

  meta = {
    description = "XML parsing library";
    homepage = "https://libxml2.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
