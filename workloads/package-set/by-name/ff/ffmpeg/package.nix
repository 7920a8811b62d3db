# Solution to record, convert and stream audio and video.
{
  lib,
  stdenv,
  fetchgit,
  pkg-config,
  perl,
  zlib,
  bzip2,
  xz,
  x264,
  libopus,
  libvpx,
  libwebp,
  libxml2,
  freetype,
  SDL2,
  openssl,
  withX264 ? true,
  withOpus ? true,
  withVpx ? true,
  withWebp ? true,
  withXml2 ? true,
  withFreetype ? true,
  withSdl2 ? false,
  withSsl ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "ffmpeg";
  version = "8.0";

  src = fetchgit {
    url = "https://git.example.org/ffmpeg.git";
    rev = "037917f6f7b206f561ed7bb899f759cf17cb3104";
    sha256 = "1z2ixnfg2xdahnk5i91srjk96a2xnxcpxzi7mabnh5831ipnvr62";
    deepClone = false;
  };

  outputs = [
    "bin"
    "lib"
    "dev"
    "doc"
    "man"
    "data"
    "out"
  ];

  nativeBuildInputs = [
    pkg-config
    perl
  ];

  buildInputs = [
    zlib
    bzip2
    xz
  ]
  ++ lib.optional withX264 x264
  ++ lib.optional withOpus libopus
  ++ lib.optional withVpx libvpx
  ++ lib.optional withWebp libwebp
  ++ lib.optional withXml2 libxml2
  ++ lib.optional withFreetype freetype
  ++ lib.optional withSdl2 SDL2
  ++ lib.optional withSsl openssl;

  configureFlags = [
    (lib.enableFeature withX264 "libx264")
    (lib.enableFeature withOpus "libopus")
    (lib.enableFeature withVpx "libvpx")
    (lib.enableFeature withWebp "libwebp")
    (lib.enableFeature withXml2 "libxml2")
    (lib.enableFeature withFreetype "libfreetype")
    (lib.enableFeature withSdl2 "sdl2")
    (lib.enableFeature withSsl "openssl")
  ];

  meta = {
    description = "Solution to record, convert and stream audio and video";
    homepage = "https://ffmpeg.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.glen ];
    mainProgram = "ffmpeg";
    platforms = lib.platforms.all;
  };
})
