# WebP images.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  libpng,
  libjpeg,
  libtiff,
  giflib,
  pngSupport ? true,
  jpegSupport ? true,
  tiffSupport ? true,
  gifSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libwebp";
  version = "1.6.0";

  src = fetchFromGitHub {
    owner = "webmproject";
    repo = "libwebp";
    tag = "v${finalAttrs.version}";
    hash = "sha512-vw3p1jTWm7KmrWFQ6/9+vJVxWb5kLXUgAA9To67NgbF2DNBx+qOnJUkAdl4+FGgXretrUBSjcp8pALKN8pnfCg==";
  };

  nativeBuildInputs = [ cmake ];

  buildInputs = lib.optional pngSupport libpng
  ++ lib.optional jpegSupport libjpeg
  ++ lib.optional tiffSupport libtiff
  ++ lib.optional gifSupport giflib;

  cmakeFlags = [
    (lib.cmakeBool "png" pngSupport)
    (lib.cmakeBool "jpeg" jpegSupport)
    (lib.cmakeBool "tiff" tiffSupport)
    (lib.cmakeBool "gif" gifSupport)
  ];

  meta = {
    description = "WebP images";
    homepage = "https://libwebp.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
