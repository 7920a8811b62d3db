# Fast lexical analyser generator.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  bison,
  m4,
  texinfo,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "flex";
  version = "2.6.4";

  src = fetchFromGitHub {
    owner = "westes";
    repo = "flex";
    rev = "flex-${finalAttrs.version}";
    sha256 = "35c2e4e729ff1abdcba612b738df2fe126a4f602cad358059ce1aba4c2e873e8";
  };

  outputs = [
    "out"
    "doc"
  ];

  nativeBuildInputs = [
    autoreconfHook
    bison
    m4
    texinfo
  ];

  meta = {
    description = "Fast lexical analyser generator";
    homepage = "https://flex.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})
