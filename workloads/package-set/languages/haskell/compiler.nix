# The compiler itself, built with one that was downloaded.
{
  lib,
  stdenv,
  fetchurl,
  perl,
  python3,
  gmp,
  libffi,
  ncurses,
  buildPackages,
  enableProfiledLibs ? true,
  bootVersion ? "9.8.4",
}:
let
  bootCompiler = stdenv.mkDerivation {
    pname = "ghc-binary";
    version = bootVersion;
    src = fetchurl {
      url = "https://downloads.haskell.example.org/ghc/${bootVersion}/ghc-${bootVersion}-${stdenv.buildPlatform.parsed.cpu.name}.tar.xz";
      sha256 = "sha256-Gdu9sUJ+GjeE8SKuyZQDLBR/Dqs9WRYuoxM+h8wHlSo=";
    };
    buildInputs = [ gmp ];
    dontBuild = true;
    meta.platforms = [ "x86_64-linux" "aarch64-linux" ];
  };
in
stdenv.mkDerivation (finalAttrs: {
  pname = "ghc";
  version = "9.10.3";
  src = fetchurl {
    url = "https://downloads.haskell.example.org/ghc/${finalAttrs.version}/ghc-${finalAttrs.version}-src.tar.xz";
    hash = "sha256-0xWh3Yw3CG7sDPgW1Y1xsE3hAmA9Cx1Ixsz5pFOMYO8=";
  };
  outputs = [ "out" "doc" ];
  nativeBuildInputs = [ perl python3 bootCompiler ];
  propagatedBuildInputs = [ gmp libffi ncurses ];
  configureFlags = [ (lib.enableFeature enableProfiledLibs "profiled-libs") ];
  hadrianSettings = [ "*.ghc.*.opts += -O2" ];
  passthru = { inherit bootCompiler; };
  meta = {
    description = "Glasgow Haskell Compiler";
    license = lib.licenses.bsd3;
    platforms = [ "x86_64-linux" "aarch64-linux" ];
    mainProgram = "ghc";
  };
})
