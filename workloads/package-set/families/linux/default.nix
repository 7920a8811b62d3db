# Kernels, and for each of them the modules that are built against it.
{ pkgs, lib }:
let
  inherit (pkgs) callPackage;
  versions = {
    "5_15" = { version = "5.15.196"; hash = "sha256-sBaIqLEUMNJEL8pK3AVFUGClkGOFQGbMLg6LG9BFjB4="; };
    "6_12" = { version = "6.12.57"; hash = "sha256-sb2GMTISrpzvb1fkZbe0rSxV5+/5CWnXTPRXb8l4Fno="; };
    "6_17" = { version = "6.17.7"; hash = "sha256-1YcBmgVlOsaYX6Hks8mJWLa+f1L0mVMl8O1WTR7jX24="; };
  };
  kernels = lib.mapAttrs' (
    name: entry: lib.nameValuePair "linux_${name}" (callPackage ./kernel.nix { inherit (entry) version hash; })
  ) versions;
  packagesFor =
    kernel:
    lib.makeScope pkgs.newScope (
      self:
      {
        inherit kernel;
        recurseForDerivations = true;
        kernelAtLeast = lib.versionAtLeast kernel.version;
        acpi_call = self.callPackage ./module.nix { pname = "acpi-call"; version = "1.2.2"; };
        v4l2loopback = self.callPackage ./module.nix { pname = "v4l2loopback"; version = "0.15.2"; };
        wireguard = if self.kernelAtLeast "5.6" then null else self.callPackage ./module.nix { pname = "wireguard"; version = "1.0.2022"; };
        zfs = self.callPackage ./module.nix {
          pname = "zfs";
          version = "2.3.4";
          extra = { meta.broken = self.kernelAtLeast "6.17"; };
        };
        nvidia_x11 = self.callPackage ./module.nix {
          pname = "nvidia-x11";
          version = "580.95.05";
          extra.meta.license = lib.licenses.unfree;
        };
        perf = self.callPackage ({ stdenv, kernel, flex, bison, python3, zlib }: stdenv.mkDerivation {
          pname = "perf-linux";
          inherit (kernel) version src patches;
          nativeBuildInputs = [ flex bison python3 ];
          buildInputs = [ zlib ];
          makeFlags = [ "prefix=$(out)" ] ++ kernel.makeFlags;
          meta.platforms = lib.platforms.linux;
        }) { };
      }
    );
in
kernels
// {
  linuxPackagesFor = packagesFor;
  linuxKernelNames = builtins.attrNames kernels;
  linuxPackages = lib.recurseIntoAttrs (packagesFor kernels.linux_6_12);
  linuxPackages_latest = lib.recurseIntoAttrs (packagesFor kernels.linux_6_17);
  linuxPackages_hardened = (packagesFor (kernels.linux_6_12.override { hardened = true; })).overrideScope (
    final: previous: {
      v4l2loopback = previous.v4l2loopback.overrideAttrs { hardeningDisable = [ "all" ]; };
      zfs = throw "zfs is not made for the hardened kernel";
    }
  );
}
