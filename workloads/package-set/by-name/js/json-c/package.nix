# JSON objects with reference counts in C.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "json-c";
  version = "0.18";

  src = fetchFromGitHub {
    owner = "json-c";
    repo = "json-c";
    rev = "json-c-${finalAttrs.version}";
    hash = "sha256-YGvpjtT7a+tFS3jIqcszBLhmPbeGPnTvZtN+AN/Pc70=";
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "JSON objects with reference counts in C";
    homepage = "https://json-c.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.all;
  };
})
