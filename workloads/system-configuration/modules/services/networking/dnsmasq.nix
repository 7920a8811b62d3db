# Names and addresses for a small network.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.dnsmasq;
  render = name: value: if value == true then name else if value == false || value == null then "" else "${name}=${toString value}";
in
{
  imports = [ (lib.mkRenamedOptionModule [ "services" "dnsmasq" "servers" ] [ "services" "dnsmasq" "settings" "server" ]) ];
  options.services.dnsmasq = {
    enable = lib.mkEnableOption "names and addresses";
    resolveLocalQueries = mkOption { type = types.bool; default = true; description = "Whether this machine asks it too."; };
    settings = mkOption {
      type = types.submodule {
        freeformType = types.attrsOf (types.oneOf [ types.bool types.int types.str (types.listOf types.str) ]);
        options.server = mkOption { type = types.listOf types.str; default = [ ]; description = "Who is asked."; };
      };
      default = { };
      description = "Settings.";
    };
  };
  config = lib.mkIf cfg.enable {
    networking.nameservers = lib.mkIf cfg.resolveLocalQueries (lib.mkBefore [ "127.0.0.1" ]);
    services.dnsmasq.settings = { dhcp-leasefile = lib.mkDefault "/var/lib/dnsmasq/dnsmasq.leases"; conf-file = lib.mkIf cfg.resolveLocalQueries "/etc/dnsmasq-conf.conf"; };
    users.users.dnsmasq = { isSystemUser = true; group = "dnsmasq"; };
    users.groups.dnsmasq = { };
    systemd.services.dnsmasq = {
      wantedBy = [ "multi-user.target" ];
      serviceConfig = { Type = "dbus"; BusName = "example.Dnsmasq"; ExecStart = "${pkgs.net-tools}/bin/dnsmasq -k -C ${pkgs.writeText "dnsmasq.conf" (lib.concatStrings (lib.mapAttrsToList (name: value: lib.concatMapStrings (one: render name one + "\n") (lib.toList value)) cfg.settings))}"; };
    };
  };
}
