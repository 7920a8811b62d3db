# Graphs drawn.
{
  lib,
  stdenv,
  fetchFromGitLab,
  autoreconfHook,
  pkg-config,
  python3,
  bison,
  flex,
  libpng,
  libjpeg,
  expat,
  fontconfig,
  gts,
  pango,
  bash,
  libxrender,
  withXorg ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "graphviz";
  version = "14.0.5";

  src = fetchFromGitLab {
    owner = "graphviz";
    repo = "graphviz";
    rev = "graphviz-${finalAttrs.version}";
    sha256 = "ad8d15f5ad48eaaa19ae5e1b6f9468695adf361027003120c05dd5db3740b0b6";
  };

  nativeBuildInputs = [
    autoreconfHook
    pkg-config
    python3
    bison
    flex
  ];

  buildInputs = [
    libpng
    libjpeg
    expat
    fontconfig
    gts
    pango
    bash
  ]
  ++ lib.optional withXorg libxrender;

  configureFlags = [ (lib.enableFeature withXorg "x") ];

  meta = {
    description = "Graphs drawn";
    homepage = "https://graphviz.example.org/";
    license = lib.licenses.mpl20;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.unix;
  };
})
