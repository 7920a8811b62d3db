# Multimedia on many platforms.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  pkg-config,
  libx11,
  libiconv,
  dbus,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "SDL2";
  version = "2.32.10";

  src = fetchFromGitHub {
    owner = "libsdl-org";
    repo = "SDL2";
    rev = "SDL2-${finalAttrs.version}";
    sha256 = "f8e75b64dd2368055db0f8c63f2620032ef5a0a1471661153328cf591d6d4319";
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [
    cmake
    pkg-config
  ];

  buildInputs = [
    libx11
    libiconv
    dbus
  ];

  meta = {
    description = "Multimedia on many platforms";
    homepage = "https://SDL2.example.org/";
    license = lib.licenses.zlib;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.unix;
  };
})
