# Tunnels to peers.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking.wireguard;
  escaped = key: builtins.replaceStrings [ "/" "-" " " "+" "=" ] [ "-" "\\x2d" "\\x20" "\\x2b" "\\x3d" ] key;
  peer = {
    options = {
      publicKey = mkOption { type = types.strMatching "[A-Za-z0-9+/]{43}="; description = "Its key."; };
      endpoint = mkOption { type = types.nullOr types.str; default = null; description = "Where it is."; };
      allowedIPs = mkOption { type = types.listOf types.str; description = "Its addresses."; };
      persistentKeepalive = mkOption { type = types.nullOr types.int; default = null; description = "Seconds between signs of life."; };
    };
  };
in
{
  options.networking.wireguard = {
    enable = mkOption { type = types.bool; default = cfg.interfaces != { }; description = "Whether there are tunnels."; };
    interfaces = mkOption {
      type = types.attrsOf (types.submodule {
        options = {
          ips = mkOption { type = types.listOf types.str; default = [ ]; description = "Addresses."; };
          privateKeyFile = mkOption { type = types.nullOr types.str; default = null; description = "The key."; };
          listenPort = mkOption { type = types.nullOr types.port; default = null; description = "Port."; };
          peers = mkOption { type = types.listOf (types.submodule peer); default = [ ]; description = "Peers."; };
          postSetup = mkOption { type = types.coercedTo (types.listOf types.str) (builtins.concatStringsSep "\n") types.lines; default = ""; description = "What is done then."; };
        };
      });
      default = { };
      description = "Interfaces.";
    };
  };
  config = lib.mkIf cfg.enable {
    boot.extraModulePackages = lib.optional (lib.versionOlder config.boot.kernelPackages.kernel.version "5.6") config.boot.kernelPackages.wireguard;
    boot.kernelModules = [ "wireguard" ];
    networking.firewall.allowedUDPPorts = builtins.filter (port: port != null) (lib.mapAttrsToList (_: interface: interface.listenPort) cfg.interfaces);
    assertions = builtins.concatMap (interface: map (peer: { assertion = peer.allowedIPs != [ ]; message = "A peer without addresses is never reached."; }) interface.peers) (builtins.attrValues cfg.interfaces);
    systemd.services = lib.mkMerge (lib.mapAttrsToList (name: interface: {
      "wireguard-${name}" = {
        description = "Tunnel ${name}";
        after = [ "network-pre.target" ];
        wantedBy = [ "multi-user.target" ];
        serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
        script = "${lib.concatMapStrings (ip: "ip address add ${ip} dev ${name}\n") interface.ips}wg set ${name} private-key ${toString interface.privateKeyFile}\n${interface.postSetup}";
        postStop = "ip link del dev ${name}";
      };
    } // builtins.listToAttrs (map (peer: lib.nameValuePair "wireguard-${name}-peer-${escaped peer.publicKey}" {
      requires = [ "wireguard-${name}.service" ];
      wantedBy = [ "wireguard-${name}.service" ];
      serviceConfig.Type = "oneshot";
      script = "wg set ${name} peer ${lib.escapeShellArg peer.publicKey} allowed-ips ${builtins.concatStringsSep "," peer.allowedIPs}${lib.optionalString (peer.endpoint != null) " endpoint ${peer.endpoint}"}";
    }) interface.peers)) cfg.interfaces);
  };
}
