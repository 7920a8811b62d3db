# The kernel's headers, for programs.
{ lib, stdenvNoCC, fetchurl, hostPlatform, buildPackages }:
stdenvNoCC.mkDerivation (finalAttrs: {
  pname = "linux-headers";
  version = "6.18.7";

  src = fetchurl {
    url = "mirror://kernel/linux/kernel/v${lib.major finalAttrs.version}.x/linux-${finalAttrs.version}.tar.xz";
    hash = "sha256-LB6Vk5W5b0kfJwyX0bF5rMRXHX5fnBrlk9sqKpjpJkA=";
  };

  ARCH = hostPlatform.linuxArch;
  strictDeps = true;
  enableParallelBuilding = true;
  depsBuildBuild = [ buildPackages.stdenv.cc ];

  patches = [ ./patches/no-relocs.patch ];
  makeFlags = [
    "SHELL=bash"
    "HOSTCC:=$(BUILD_CC)"
    "ARCH=${hostPlatform.linuxArch}"
  ];
  buildPhase = ''
    make mrproper $makeFlags
    make headers $makeFlags
  '';
  installPhase = ''
    mkdir -p $out
    cp -r usr/include $out
  '';

  meta = {
    description = "Header files and scripts for Linux kernel";
    license = lib.licenses.gpl2Only;
    platforms = lib.platforms.linux;
    maintainers = [ lib.maintainers.ada ];
  };
})
