# Documentation from source code.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  python3,
  flex,
  bison,
  libiconv,
  sqlite,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "doxygen";
  version = "1.15.0";

  src = fetchFromGitHub {
    owner = "doxygen";
    repo = "doxygen";
    tag = "v${finalAttrs.version}";
    hash = "sha256-1FAOrdZrtfbUqWEjHy17kgMcRkWpeur0ZtL3IxNuKrA=";
  };

  nativeBuildInputs = [
    cmake
    python3
    flex
    bison
  ];

  buildInputs = [
    libiconv
    sqlite
  ];

  meta = {
    description = "Documentation from source code";
    homepage = "https://doxygen.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.glen ];
    mainProgram = "doxygen";
    platforms = lib.platforms.unix;
  };
})
