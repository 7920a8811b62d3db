# What is stored where.
{ lib, ... }:
{
  fileSystems = {
    "/" = { label = "root"; fsType = "ext4"; options = [ "noatime" ]; };
    "/boot" = { device = "/dev/disk/by-uuid/1A2B-3C4D"; fsType = "vfat"; options = lib.mkForce [ "umask=0077" ]; };
    "/nix" = { device = "/dev/sdb1"; fsType = "btrfs"; neededForBoot = true; options = [ "subvol=nix" "compress=zstd" ]; };
    "/srv" = { device = "/dev/sdb1"; fsType = "btrfs"; options = [ "subvol=srv" ]; };
    "/srv/public" = { device = "nas.example.org:/public"; fsType = "nfs"; depends = [ "/nix" ]; };
    "/tmp" = { device = "tmpfs"; fsType = "tmpfs"; options = [ "size=50%" "x-autoformat" ]; };
  };
  swapDevices = [ { device = "/dev/sda2"; priority = 5; } { device = "/var/swap"; } ];
}
