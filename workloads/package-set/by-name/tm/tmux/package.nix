# Terminal multiplexer.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  pkg-config,
  bison,
  ncurses,
  libevent,
  utf8proc,
  withUtf8proc ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "tmux";
  version = "3.6";

  src = fetchFromGitHub {
    owner = "tmux";
    repo = "tmux";
    rev = "tmux-${finalAttrs.version}";
    sha256 = "09pijfn5glzv019c5gmkpqfl7j7x7j8w5smy2nshsf6385zx6z8r";
  };

  outputs = [
    "out"
    "man"
  ];

  nativeBuildInputs = [
    autoreconfHook
    pkg-config
    bison
  ];

  buildInputs = [
    ncurses
    libevent
  ]
  ++ lib.optional withUtf8proc utf8proc;

  configureFlags = [ (lib.enableFeature withUtf8proc "utf8proc") ];

  meta = {
    description = "Terminal multiplexer";
    homepage = "https://tmux.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "tmux";
    platforms = lib.platforms.unix;
  };
})
