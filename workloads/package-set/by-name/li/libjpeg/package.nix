# JPEG images, faster.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  jdk,
  enableJava ? false,
  enableJpeg8 ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libjpeg";
  version = "3.1.2";

  src = fetchFromGitHub {
    owner = "libjpeg-turbo";
    repo = "libjpeg";
    tag = "v${finalAttrs.version}";
    sha256 = "0vgl1xvqr39dmqafk5wwszbk2n72j1hd8jbyvaa50vp8blmkibyp";
  };

  outputs = [
    "bin"
    "dev"
    "dev_private"
    "out"
    "man"
    "doc"
  ];

  nativeBuildInputs = [ cmake ];

  buildInputs = lib.optional enableJava jdk;

  cmakeFlags = [
    (lib.cmakeBool "WITH_JAVA" enableJava)
    (lib.cmakeBool "WITH_JPEG8" enableJpeg8)
  ];

  meta = {
    description = "JPEG images, faster";
    homepage = "https://libjpeg.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
