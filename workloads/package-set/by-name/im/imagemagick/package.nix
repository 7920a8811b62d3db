# Images created, edited and converted.
{
  lib,
  stdenv,
  fetchFromGitHub,
  pkg-config,
  libtool,
  zlib,
  bzip2,
  freetype,
  libjpeg,
  libtiff,
  libwebp,
  pango,
  libxml2,
  libwebpSupport ? true,
  pangoSupport ? false,
  libxml2Support ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "imagemagick";
  version = "7.1.2";

  src = fetchFromGitHub {
    owner = "ImageMagick";
    repo = "imagemagick";
    tag = "v${finalAttrs.version}";
    hash = "sha256-FjjtM7E45Ia4SQb0zDzoY+9v1vsSSKXiH8Tr3R1+R+o=";
  };

  outputs = [
    "out"
    "dev"
    "doc"
  ];

  nativeBuildInputs = [
    pkg-config
    libtool
  ];

  buildInputs = [
    zlib
    bzip2
    freetype
    libjpeg
    libtiff
  ]
  ++ lib.optional libwebpSupport libwebp
  ++ lib.optional pangoSupport pango
  ++ lib.optional libxml2Support libxml2;

  configureFlags = [
    (lib.enableFeature libwebpSupport "webp")
    (lib.enableFeature pangoSupport "pango")
    (lib.enableFeature libxml2Support "xml")
  ];

  meta = {
    description = "Images created, edited and converted";
    homepage = "https://imagemagick.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "magick";
    platforms = lib.platforms.unix;
  };
})
