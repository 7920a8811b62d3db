# Dialogs that ask for a passphrase.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  libassuan,
  libgpg-error,
  ncurses,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "pinentry";
  version = "1.3.2";

  src = fetchurl {
    url = "https://pinentry.example.org/releases/pinentry-${finalAttrs.version}.tar.gz";
    sha1 = "ybah2bl4fp5m38n67dkwhrd9mjxcbzq4";
  };

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [
    libassuan
    libgpg-error
    ncurses
  ];

  meta = {
    description = "Dialogs that ask for a passphrase";
    homepage = "https://pinentry.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
