# Text-based document generation.
{
  lib,
  stdenv,
  fetchFromGitHub,
  bash,
  libxml2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "asciidoc";
  version = "10.2.1";

  src = fetchFromGitHub {
    owner = "asciidoc-py";
    repo = "asciidoc";
    rev = "asciidoc-${finalAttrs.version}";
    hash = "sha256-lhqlCBOtWncQLRWxUNNfswKKcvV9kAlfWg8ES4pI3H4=";
  };

  nativeBuildInputs = [ bash ];

  buildInputs = [ libxml2 ];

  meta = {
    description = "Text-based document generation";
    homepage = "https://asciidoc.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.unix;
  };
})
