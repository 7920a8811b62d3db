# Unicode and globalisation.
{
  lib,
  stdenv,
  fetchFromGitHub,
  buildPackages,
  python3,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "icu";
  version = "77.1";

  src = fetchFromGitHub {
    owner = "unicode-org";
    repo = "icu";
    tag = "v${finalAttrs.version}";
    hash = "sha256-Oa+svgYIY7fSROMPoSS4HGTnDiheQJRm5vTr2OoHsyo=";
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [ python3 ];

  nativeBuildRoot = buildPackages.emptyFile;
  configurePlatforms = [ "build" "host" ];

  meta = {
    description = "Unicode and globalisation";
    homepage = "https://icu.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})
