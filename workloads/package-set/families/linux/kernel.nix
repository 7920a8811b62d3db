# A kernel and its configuration, which is written from a set of answers.
{
  lib,
  stdenv,
  fetchurl,
  writeText,
  bison,
  flex,
  perl,
  openssl,
  kmod,
  zstd,
  buildPackages,
  version,
  hash,
  hardened ? false,
  extraConfig ? { },
  kernelPatches ? [ ],
}:
let
  yes = "y";
  no = "n";
  module = "m";
  freeform = value: value;
  common = import ./common-config.nix { inherit lib yes no module freeform version; };
  answers =
    lib.foldl lib.recursiveUpdate common (
      lib.optional hardened {
        security = { BUG_ON_DATA_CORRUPTION = yes; DEBUG_LIST = yes; KEXEC = no; };
        namespaces.USER_NS = no;
      }
      ++ [ { extra = extraConfig; } ]
    );
  flat = builtins.foldl' (all: group: all // group) { } (builtins.attrValues answers);
  configText = lib.concatStrings (
    lib.mapAttrsToList (name: answer: if answer == null then "# CONFIG_${name} is not set\n" else "${name} ${answer}\n") flat
  );
  patches = map (entry: entry.patch) (
    kernelPatches
    ++ lib.optional hardened { name = "hardened"; patch = ./hardened.patch; }
    ++ lib.optional (lib.versionOlder version "6.0") { name = "request-key"; patch = ./request-key-helper.patch; }
  );
in
stdenv.mkDerivation (finalAttrs: {
  pname = "linux" + lib.optionalString hardened "-hardened";
  inherit version patches;
  src = fetchurl {
    url = "mirror://kernel/linux/kernel/v${lib.major version}.x/linux-${version}.tar.xz";
    inherit hash;
  };
  outputs = [ "out" "dev" "modules" ];
  depsBuildBuild = [ buildPackages.stdenv.cc ];
  nativeBuildInputs = [ bison flex perl openssl kmod zstd ];
  configfile = stdenv.mkDerivation {
    pname = "linux-config";
    inherit version patches;
    inherit (finalAttrs) src;
    kernelConfig = configText;
    passAsFile = [ "kernelConfig" ];
    generateConfig = ./generate-config.pl;
    depsBuildBuild = [ buildPackages.stdenv.cc ];
    nativeBuildInputs = [ perl bison flex ];
    kernelArch = stdenv.hostPlatform.linuxArch;
    buildPhase = "perl $generateConfig < $kernelConfigPath";
    passthru = { structuredConfig = flat; };
  };
  makeFlags = [
    "O=$(buildRoot)"
    "ARCH=${stdenv.hostPlatform.linuxArch}"
  ]
  ++ lib.optional stdenv.isCross "CROSS_COMPILE=${stdenv.cc.targetPrefix}";
  hardeningDisable = [ "bindnow" "format" "fortify" "stackprotector" "pic" "pie" ];
  configurePlatforms = [ ];
  passthru = {
    inherit version kernelPatches;
    modDirVersion = if lib.hasInfix "." (lib.removePrefix (lib.majorMinor version) version) then version else "${version}.0";
    config = {
      isSet = name: flat ? ${name};
      isYes = name: flat.${name} or null == yes;
    };
  };
  meta = {
    description = "The Linux kernel";
    license = lib.licenses.gpl2Only;
    platforms = lib.platforms.linux;
  };
})
