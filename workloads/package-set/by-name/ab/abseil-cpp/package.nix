# Collection of C++ code.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  gtest,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "abseil-cpp";
  version = "20250814.1";

  src = fetchFromGitHub {
    owner = "abseil";
    repo = "abseil-cpp";
    rev = "abseil-cpp-${finalAttrs.version}";
    hash = "sha512-RPELoo8gKNlE5nAs3gmsB54i06qFtNFwh914iKwm8Ax4gRjL0EDWOQZcZ9EOv4EoPMY6vb8dtmyhgytksdz2fg==";
    fetchSubmodules = true;
  };

  nativeBuildInputs = [ cmake ];

  doCheck = true;
  nativeCheckInputs = [ gtest ];

  meta = {
    description = "Collection of C++ code";
    homepage = "https://abseil-cpp.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.glen ];
    platforms = lib.platforms.all;
  };
})
