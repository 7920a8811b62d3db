# A linker that finds the C library.
{
  lib,
  stdenvNoCC,
  bintools,
  libc ? null,
  gnugrep ? null,
}:
let
  inherit (stdenvNoCC) hostPlatform targetPlatform;
  targetPrefix = lib.optionalString (targetPlatform != hostPlatform) "${targetPlatform.config}-";
  dynamicLinkers = {
    x86_64 = "ld-linux-x86-64.so.2";
    aarch64 = "ld-linux-aarch64.so.1";
    armv7l = "ld-linux-armhf.so.3";
    riscv64 = "ld-linux-riscv64-lp64d.so.1";
  };
  dynamicLinker =
    if libc == null then
      null
    else if targetPlatform.isMusl then
      "${lib.getLib libc}/lib/ld-musl-${targetPlatform.parsed.cpu.name}.so.1"
    else
      "${lib.getLib libc}/lib/${dynamicLinkers.${targetPlatform.parsed.cpu.name}}";
in
stdenvNoCC.mkDerivation {
  pname = targetPrefix + "${lib.removePrefix targetPrefix (lib.getName bintools)}-wrapper";
  version = lib.getVersion bintools;
  inherit bintools targetPrefix dynamicLinker;
  suffixSalt = builtins.replaceStrings [ "-" "." ] [ "_" "_" ] targetPlatform.config;
  libc_lib = if libc == null then null else lib.getLib libc;
  outputs = [ "out" "man" ];
  preferLocalBuild = true;
  dontUnpack = true;
  installPhase = ''
    mkdir -p $out/bin $out/nix-support
    for program in $bintools/bin/*; do ln -s "$program" $out/bin; done
    substituteAll ${./add-flags.sh} $out/nix-support/add-flags.sh
  '';
  passthru = {
    inherit libc;
    unwrapped = bintools;
    isGNU = bintools.isGNU or false;
  };
  meta = bintools.meta or { } // {
    description = "Wrapper of ${lib.getName bintools}";
  };
}
