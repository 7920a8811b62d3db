# A compiler that finds its C library and linker: the one that standard environments hold.
{
  lib,
  stdenvNoCC,
  name ? "",
  cc,
  libc ? null,
  bintools,
  coreutils,
  nativeTools ? false,
  extraPackages ? [ ],
  extraBuildCommands ? "",
}:
let
  inherit (stdenvNoCC) hostPlatform targetPlatform;
  targetPrefix = lib.optionalString (targetPlatform != hostPlatform) "${targetPlatform.config}-";
  version = lib.getVersion cc;
  suffixSalt = builtins.replaceStrings [ "-" "." ] [ "_" "_" ] targetPlatform.config;
in
stdenvNoCC.mkDerivation {
  pname = targetPrefix + (if name != "" then name else "${lib.removePrefix targetPrefix (lib.getName cc)}-wrapper");
  version = if version == "" then "0" else version;
  preferLocalBuild = true;
  outputs = [ "out" "man" "info" ];
  inherit cc bintools targetPrefix suffixSalt nativeTools extraBuildCommands;
  libc_bin = if libc == null then null else lib.getBin libc;
  libc_dev = if libc == null then null else lib.getDev libc;
  libc_lib = if libc == null then null else lib.getLib libc;
  coreutils_bin = lib.getBin coreutils;
  wrapper = ./cc-wrapper.sh;
  setupHooks = [
    ./setup-hook.sh
    ../../stdenv/setup-hooks/strip.sh
  ];
  dontUnpack = true;
  dontBuild = true;
  installPhase = ''
    mkdir -p $out/bin $out/nix-support
    substituteAll ${./cc-wrapper.sh} $out/bin/${targetPrefix}cc
    echo "-B${if libc == null then "" else "${lib.getLib libc}"}/lib/" >> $out/nix-support/libc-ldflags
    echo "${toString extraPackages}" > $out/nix-support/propagated-build-inputs
  '';
  passthru = {
    inherit libc bintools targetPrefix;
    isGNU = cc.isGNU or false;
    isClang = cc.isClang or false;
    unwrapped = cc;
  };
  meta = {
    description = "Wrapper of ${lib.getName cc}";
    mainProgram = "${targetPrefix}cc";
    priority = 10;
  };
}
