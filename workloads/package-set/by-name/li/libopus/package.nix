# Audio codec.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  python3,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libopus";
  version = "1.5.2";

  src = fetchurl {
    url = "https://libopus.example.org/releases/libopus-${finalAttrs.version}.tar.xz";
    hash = "sha256-BaiCnCZ6OhpA8UHETwVyrO7ooU6p+PXFlcnl57Han0Q=";
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [
    meson
    ninja
    python3
  ];

  meta = {
    description = "Audio codec";
    homepage = "https://libopus.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})
