# Every module there is, in the order they are listed.
{ lib, count }:
let
  files = [
    ./misc/assertions.nix
    ./misc/packages.nix
    ./misc/meta.nix
    ./misc/ids.nix
    ./misc/version.nix
    ./config/users.nix
    ./config/system-path.nix
    ./config/networking.nix
    ./config/locale.nix
    ./config/fonts.nix
    ./programs/git.nix
    ./programs/zsh.nix
    ./security/pam.nix
    ./security/wrappers.nix
    ./security/acme.nix
    ./services/web/nginx.nix
    ./services/databases/postgresql.nix
    ./services/databases/redis.nix
    ./services/networking/openssh.nix
    ./services/networking/wireguard.nix
    ./services/networking/dnsmasq.nix
    ./services/monitoring/exporters.nix
    ./services/monitoring/prometheus.nix
    ./services/misc/gitea.nix
    ./services/misc/xserver.nix
    ./services/misc/xserver-old.nix
    ./services/backup/restic.nix
    ./services/system/dbus.nix
    ./services/system/logrotate.nix
    ./system/activation.nix
    ./system/boot.nix
    ./system/documentation.nix
    ./system/etc.nix
    ./system/specialisation.nix
    ./system/systemd.nix
    ./system/toplevel.nix
    ./tasks/filesystems.nix
    ./virtualisation/containers.nix
  ];
  table = import ../tables/services.nix;
in
files
++ lib.mapAttrsToList (import ./services/from-table.nix) table
++ lib.mapAttrsToList (import ./programs/from-table.nix) (import ../tables/programs.nix)
++ lib.mapAttrsToList (import ./hardware/from-table.nix) (import ../tables/hardware.nix)
++ import ./services/made-up.nix { inherit lib count; }
