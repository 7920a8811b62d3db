# Regular expressions of many syntaxes.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "oniguruma";
  version = "6.9.10";

  src = fetchFromGitHub {
    owner = "kkos";
    repo = "oniguruma";
    tag = "v${finalAttrs.version}";
    hash = "sha256-wkXEaT++yuhzHZdi7wKaPIvsqdviG0IGCItB2Qjz0cQ=";
  };

  outputs = [
    "dev"
    "lib"
    "out"
  ];

  nativeBuildInputs = [ autoreconfHook ];

  meta = {
    description = "Regular expressions of many syntaxes";
    homepage = "https://oniguruma.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.linux;
  };
})
