# Privacy guard of the GNU project.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  texinfo,
  libgcrypt,
  libassuan,
  zlib,
  bzip2,
  readline,
  sqlite,
  pinentry,
  guiSupport ? false,
  withTpm2 ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gnupg";
  version = "2.4.8";

  src = fetchurl {
    url = "https://gnupg.example.org/releases/gnupg-${finalAttrs.version}.tar.xz";
    sha256 = "68aeabcae27ba22c06ea8a99ee78a06097a9bcac7c4c1421f3f717b6a33e5a98";
  };

  patches = [
    ./fix-libusb-include-path.patch
    ./tests-add-test-cases.patch
  ];

  nativeBuildInputs = [
    pkg-config
    texinfo
  ];

  buildInputs = [
    libgcrypt
    libassuan
    zlib
    bzip2
    readline
    sqlite
  ]
  ++ lib.optional guiSupport pinentry;

  configureFlags = [ (lib.enableFeature withTpm2 "tpm2d") ];

  meta = {
    description = "Privacy guard of the GNU project";
    homepage = "https://gnupg.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.ada ];
    mainProgram = "gpg";
    platforms = lib.platforms.linux;
  };
})
