# Name, addresses and neighbours of the machine, and what may reach it.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking;
  address = bits: types.submodule {
    options = {
      address = mkOption { type = if bits == 32 then types.strMatching "[0-9]+(\\.[0-9]+){3}" else types.strMatching "[0-9a-f:]+"; description = "The address."; };
      prefixLength = mkOption { type = types.ints.between 0 bits; description = "Bits of the network."; };
    };
  };
  portRange = types.submodule {
    options.from = mkOption { type = types.port; description = "First."; };
    options.to = mkOption { type = types.port; description = "Last."; };
  };
  canonical = ports: lib.unique (builtins.sort builtins.lessThan ports);
  firewallOptions = {
    allowedTCPPorts = mkOption { type = types.listOf types.port; default = [ ]; apply = canonical; description = "Ports left open."; };
    allowedUDPPorts = mkOption { type = types.listOf types.port; default = [ ]; apply = canonical; description = "Ports left open."; };
    allowedTCPPortRanges = mkOption { type = types.listOf portRange; default = [ ]; description = "Ranges left open."; };
  };
  rulesFor =
    interface: rules:
    lib.concatMapStrings (port: "iifname ${interface} tcp dport ${toString port} accept\n") rules.allowedTCPPorts
    + lib.concatMapStrings (port: "iifname ${interface} udp dport ${toString port} accept\n") rules.allowedUDPPorts
    + lib.concatMapStrings (range: "iifname ${interface} tcp dport ${toString range.from}-${toString range.to} accept\n") rules.allowedTCPPortRanges;
in
{
  options.networking = {
    hostName = mkOption { type = types.strMatching "^$|[a-zA-Z0-9]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?"; default = "machine"; description = "Name of the machine."; };
    domain = mkOption { type = types.nullOr types.str; default = null; description = "Its domain."; };
    fqdn = mkOption { type = types.str; readOnly = true; description = "Both."; };
    hosts = mkOption { type = types.attrsOf (types.listOf types.str); default = { }; description = "Names of addresses."; };
    extraHosts = mkOption { type = types.lines; default = ""; description = "Further lines."; };
    nameservers = mkOption { type = types.listOf types.str; default = [ ]; description = "Who knows names."; };
    useDHCP = mkOption { type = types.bool; default = true; description = "Whether addresses are asked for."; };
    interfaces = mkOption {
      type = types.attrsOf (types.submodule {
        options = {
          useDHCP = mkOption { type = types.nullOr types.bool; default = null; description = "Whether its address is asked for."; };
          ipv4.addresses = mkOption { type = types.listOf (address 32); default = [ ]; description = "Its addresses."; };
          ipv6.addresses = mkOption { type = types.listOf (address 128); default = [ ]; description = "Its addresses."; };
          mtu = mkOption { type = types.nullOr types.int; default = null; description = "Largest packet."; };
          wakeOnLan.enable = lib.mkEnableOption "waking it up";
        };
      });
      default = { };
      description = "Interfaces.";
    };
    firewall = firewallOptions // {
      enable = mkOption { type = types.bool; default = true; description = "Whether ports are closed."; };
      extraInputRules = mkOption { type = types.lines; default = ""; description = "Further rules."; };
      interfaces = mkOption { type = types.attrsOf (types.submodule { options = firewallOptions; }); default = { }; description = "Rules of interfaces."; };
    };
  };
  config = {
    networking.fqdn = if cfg.domain == null then cfg.hostName else "${cfg.hostName}.${cfg.domain}";
    networking.hosts."127.0.0.1" = [ "localhost" ];
    networking.hosts."127.0.0.2" = lib.mkIf (cfg.hostName != "") (lib.unique [ cfg.fqdn cfg.hostName ]);
    environment.etc = {
      hosts.text = lib.mkMerge [
        (lib.mkBefore (lib.concatStrings (lib.mapAttrsToList (address: names: "${address} ${toString names}\n") (lib.filterAttrs (_: names: names != [ ]) cfg.hosts))))
        cfg.extraHosts
      ];
      hostname.text = cfg.hostName;
      "resolv.conf" = lib.mkIf (cfg.nameservers != [ ]) { text = lib.concatMapStrings (server: "nameserver ${server}\n") cfg.nameservers; };
      "nftables.conf" = lib.mkIf cfg.firewall.enable {
        text = lib.mkMerge [
          (lib.mkOrder 400 "table inet filter {\nchain input {")
          (rulesFor "*" cfg.firewall)
          (lib.concatStrings (lib.mapAttrsToList rulesFor cfg.firewall.interfaces))
          (lib.mkAfter cfg.firewall.extraInputRules)
          (lib.mkOrder 2000 "}\n}")
        ];
      };
    };
    systemd.services = lib.mkMerge [
      (lib.mapAttrs' (
        name: interface:
        lib.nameValuePair "network-addresses-${name}" {
          description = "Address configuration of ${name}";
          wantedBy = [ "network.target" ];
          before = [ "network.target" ];
          serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
          path = [ pkgs.net-tools ];
          script = ''
            ${lib.concatMapStrings (entry: "ip addr add ${entry.address}/${toString entry.prefixLength} dev ${name}\n") (interface.ipv4.addresses ++ interface.ipv6.addresses)}
            ${lib.optionalString (interface.mtu != null) "ip link set ${name} mtu ${toString interface.mtu}"}
          '';
        }
      ) cfg.interfaces)
      {
        firewall = lib.mkIf cfg.firewall.enable {
          description = "Firewall";
          wantedBy = [ "sysinit.target" ];
          after = [ "systemd-modules-load.service" ];
          serviceConfig.Type = "oneshot";
          script = "nft -f /etc/nftables.conf";
          restartTriggers = [ config.environment.etc."nftables.conf".source ];
        };
      }
    ];
    systemd.targets.network = { description = "Network"; };
    assertions = lib.mapAttrsToList (name: interface: {
      assertion = builtins.stringLength name < 16;
      message = "The name of interface `${name}' is too long.";
    }) cfg.interfaces;
  };
}
