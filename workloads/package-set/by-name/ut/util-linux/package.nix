# Tools of every Linux system.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  zlib,
  ncurses,
  libxcrypt,
  linux-pam,
  systemdMinimal,
  gettext,
  pamSupport ? true,
  systemdSupport ? false,
  nlsSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "util-linux";
  version = "2.41.2";

  src = fetchurl {
    url = "mirror://kernel/util-linux/util-linux-${finalAttrs.version}.tar.bz2";
    sha256 = "03c320e863a2b4f0d1b8713d0c0507619625ccd14f6cd4fb2e0ef7cd9b750ed8";
  };

  patches = [ ./rtcwake-search-PATH.patch ];

  outputs = [
    "bin"
    "dev"
    "out"
    "lib"
    "man"
    "login"
    "mount"
  ];

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [
    zlib
    ncurses
    libxcrypt
  ]
  ++ lib.optional pamSupport linux-pam
  ++ lib.optional systemdSupport systemdMinimal
  ++ lib.optional nlsSupport gettext;

  configureFlags = [
    (lib.enableFeature systemdSupport "systemd")
    (lib.enableFeature nlsSupport "nls")
  ];

  meta = {
    description = "Tools of every Linux system";
    homepage = "https://util-linux.example.org/";
    license = with lib.licenses; [ gpl2Only gpl2Plus lgpl21Plus ];
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.all;
  };
})
