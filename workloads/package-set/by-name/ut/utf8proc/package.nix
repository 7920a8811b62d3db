# Unicode processed.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "utf8proc";
  version = "2.11.0";

  src = fetchFromGitHub {
    owner = "JuliaStrings";
    repo = "utf8proc";
    rev = "utf8proc-${finalAttrs.version}";
    hash = "sha256-Yb2i06zIXAE/SAtOnqGhDe2V64r5v77cgiQcep6HanM=";
  };

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "Unicode processed";
    homepage = "https://utf8proc.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
