# JSON processor for the command line.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  bison,
  oniguruma,
  onigurumaSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "jq";
  version = "1.8.1";

  src = fetchFromGitHub {
    owner = "jqlang";
    repo = "jq";
    rev = "jq-${finalAttrs.version}";
    hash = "sha256-q+Ke4SjZ34OFe6gqXXWpM3Cxw5ooenaPnVr9WCsYVII=";
  };

  outputs = [
    "bin"
    "doc"
    "man"
    "dev"
    "out"
  ];

  nativeBuildInputs = [
    autoreconfHook
    bison
  ];

  buildInputs = [ oniguruma ];

  configureFlags = [ (lib.enableFeature onigurumaSupport "oniguruma") ];

  meta = {
    description = "JSON processor for the command line";
    homepage = "https://jq.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "jq";
    platforms = lib.platforms.all;
  };
})
