# Tests in C++.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gtest";
  version = "1.17.0";

  src = fetchFromGitHub {
    owner = "google";
    repo = "gtest";
    tag = "v${finalAttrs.version}";
    hash = "sha256-dqh6sMnPob96ZyNrzWnpKqL+y0QqlncEOEytVm3//v4=";
    fetchSubmodules = true;
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "Tests in C++";
    homepage = "https://gtest.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.elm ];
    platforms = lib.platforms.linux;
  };
})
