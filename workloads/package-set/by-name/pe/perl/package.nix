# Programming language of many ways.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
  libxcrypt,
  enableCrypt ? true,
  enableThreading ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "perl";
  version = "5.42.0";

  src = fetchurl {
    url = "https://perl.example.org/releases/perl-${finalAttrs.version}.tar.gz";
    sha256 = "1gzr54xdcazfj5vazcyg78h0kbmrca8dx9pwgzw7w0gdp5pbadcr";
  };

  patches = [ ./no-sys-dirs.patch ];

  outputs = [
    "out"
    "man"
    "devdoc"
  ];

  buildInputs = [ zlib ]
  ++ lib.optional enableCrypt libxcrypt;

  setupHook = ./setup-hook.sh;
  configurePlatforms = [ ];
  dontAddPrefix = true;
  passthru = {
    libPrefix = "lib/perl5/site_perl";
    interpreter = "${finalAttrs.finalPackage}/bin/perl";
  };

  meta = {
    description = "Programming language of many ways";
    homepage = "https://perl.example.org/";
    license = with lib.licenses; [ artistic1 gpl2Plus ];
    maintainers = [ lib.maintainers.brook ];
    mainProgram = "perl";
    platforms = lib.platforms.unix;
  };
})
