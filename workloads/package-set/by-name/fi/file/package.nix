# Program that shows the type of files.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "file";
  version = "5.46";

  src = fetchurl {
    url = "https://file.example.org/releases/file-${finalAttrs.version}.tar.gz";
    hash = "sha256-/UC9KD2eq4fXBQlApC19hefQhW6Rvq8aVevcthJ0aKs=";
  };

  outputs = [
    "out"
    "dev"
    "man"
  ];

  buildInputs = [ zlib ];

  meta = {
    description = "Program that shows the type of files";
    homepage = "https://file.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "file";
    platforms = lib.platforms.unix;
  };
})
