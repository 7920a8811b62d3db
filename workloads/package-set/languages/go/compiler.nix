# The compiler, bootstrapped from a binary.
{
  lib,
  stdenv,
  fetchurl,
  buildPackages,
  runCommand,
}:
let
  hashes = {
    linux-amd64 = "sha256-cWvTLyRLxjxwkm7hmb2RhM3eYRwS1TCzFoHSL5AQNB0=";
    linux-arm64 = "sha256-OZuVsuM1fqEdkW1LM8jVbMD3ag5yVX7iHa8PNt/XuPo=";
  };
  goarch =
    platform:
    {
      x86_64 = "amd64";
      aarch64 = "arm64";
      armv7l = "arm";
      riscv64 = "riscv64";
      powerpc64le = "ppc64le";
    }
    .${platform.parsed.cpu.name} or (throw "Unsupported system: ${platform.parsed.cpu.name}");
  platformName = "linux-${goarch stdenv.buildPlatform}";
  bootstrap = runCommand "go-${platformName}-bootstrap" { passthru.version = "1.24.9"; } ''
    tar xf ${
      fetchurl {
        url = "https://go.example.org/dl/go1.24.9.${platformName}.tar.gz";
        hash = hashes.${platformName} or (throw "Missing Go bootstrap hash for platform ${platformName}");
      }
    }
    mv go $out
  '';
in
stdenv.mkDerivation (finalAttrs: {
  pname = "go";
  version = "1.25.3";
  src = fetchurl {
    url = "https://go.example.org/dl/go${finalAttrs.version}.src.tar.gz";
    hash = "sha256-qBpLpZPQAV4QxR4mfeP/B8eskU38oDfZUX0ClRcJd5U=";
  };
  strictDeps = true;
  depsTargetTargetPropagated = [ ];
  depsBuildTarget = lib.optional (stdenv.buildPlatform != stdenv.targetPlatform) buildPackages.stdenv.cc;
  patches = [ ./remove-tools.patch ];
  GOOS = "linux";
  GOARCH = goarch stdenv.targetPlatform;
  GOHOSTARCH = goarch stdenv.buildPlatform;
  GOARM = if stdenv.targetPlatform.parsed.cpu.name == "armv7l" then "7" else null;
  GOROOT_BOOTSTRAP = bootstrap;
  CGO_ENABLED = 1;
  disallowedReferences = [ bootstrap ];
  passthru = {
    inherit bootstrap;
    CGO_ENABLED = finalAttrs.CGO_ENABLED;
  };
  meta = {
    description = "The Go language";
    license = lib.licenses.bsd3;
    platforms = lib.platforms.linux;
    mainProgram = "go";
  };
})
