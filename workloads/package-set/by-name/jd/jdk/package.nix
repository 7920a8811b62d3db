# Java development kit.
{
  lib,
  stdenv,
  fetchFromGitHub,
  pkg-config,
  autoconf,
  unzip,
  which,
  zlib,
  cups,
  freetype,
  libjpeg,
  giflib,
  libpng,
  libx11,
  gtk,
  headless ? true,
  enableGtk ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "jdk";
  version = "21.0.9";

  src = fetchFromGitHub {
    owner = "openjdk";
    repo = "jdk";
    tag = "v${finalAttrs.version}";
    hash = "sha256-eGhc9YuCh+NnixlsUhl9cf25wg1JFbL1HW6PFRv7jyo=";
  };

  patches = [
    ./fix-java-home.patch
    ./read-truststore-from-env.patch
    ./currency-date-range.patch
  ];

  nativeBuildInputs = [
    pkg-config
    autoconf
    unzip
    which
    zlib
  ];

  buildInputs = [
    cups
    freetype
    libjpeg
    giflib
    libpng
    zlib
    libx11
  ]
  ++ lib.optional enableGtk gtk;

  configureFlags = [ (lib.enableFeature headless "headless-only") ];

  setupHook = ./setup-hook.sh;
  passthru = {
    home = "${finalAttrs.finalPackage}/lib/openjdk";
    architecture = if stdenv.hostPlatform.isx86_64 then "amd64" else stdenv.hostPlatform.parsed.cpu.name;
  };

  meta = {
    description = "Java development kit";
    homepage = "https://jdk.example.org/";
    license = lib.licenses.gpl2Only;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "java";
    platforms = lib.platforms.unix;
  };
})
