# Exporters of metrics: one option set and one service each, made by one function from a table.
{ config, lib, pkgs, options, ... }:
let
  inherit (lib) mkOption types;
  table = import ../../../tables/exporters.nix;
  cfg = config.services.prometheus.exporters;
  optionsFor = name: entry: {
    enable = lib.mkEnableOption "the ${name} exporter";
    port = mkOption { type = types.port; default = entry.port; description = "Port."; };
    listenAddress = mkOption { type = types.str; default = "0.0.0.0"; description = "Address."; };
    extraFlags = mkOption { type = types.listOf types.str; default = [ ]; description = "Further arguments."; };
    openFirewall = mkOption { type = types.bool; default = false; description = "Whether the port is open."; };
    firewallFilter = mkOption { type = types.nullOr types.str; default = null; description = "For whom."; };
    user = mkOption { type = types.str; default = "${name}-exporter"; description = "Who runs it."; };
  }
  // builtins.mapAttrs (option: default: mkOption { type = if builtins.isList default then types.listOf types.str else if builtins.isInt default then types.int else if builtins.isBool default then types.bool else types.str; inherit default; description = "The exporter's ${option}."; }) (entry.options or { });
  flagsFor = name: conf: builtins.concatMap (option: let value = conf.${option}; in if builtins.isList value then map (item: "--${option}=${item}") value else [ "--${option}=${if builtins.isBool value then lib.boolToString value else toString value}" ]) (builtins.attrNames (table.${name}.options or { }));
in
{
  options.services.prometheus.exporters = mkOption {
    type = types.submodule { options = builtins.mapAttrs (name: entry: mkOption { type = types.submodule { options = optionsFor name entry; }; default = { }; description = "The ${name} exporter."; }) table; };
    default = { };
    description = "Exporters.";
  };
  config = lib.mkMerge (
    lib.mapAttrsToList (
      name: entry:
      let
        conf = cfg.${name};
      in
      lib.mkIf conf.enable {
        users.users.${conf.user} = lib.mkDefault { isSystemUser = true; group = conf.user; description = "Exporter ${name}"; };
        users.groups.${conf.user} = { };
        networking.firewall.allowedTCPPorts = lib.mkIf conf.openFirewall [ conf.port ];
        networking.firewall.extraInputRules = lib.mkIf (conf.firewallFilter != null) "${conf.firewallFilter} tcp dport ${toString conf.port} accept";
        systemd.services."prometheus-${name}-exporter" = lib.mkMerge [
          { wantedBy = [ "multi-user.target" ]; after = [ "network.target" ]; hardening = lib.mkDefault "strict"; serviceConfig = { Restart = lib.mkDefault "always"; User = lib.mkDefault conf.user; DynamicUser = lib.mkDefault (entry.dynamic or true); ExecStart = "${pkgs.node-exporter}/bin/${name}_exporter --web.listen-address=${conf.listenAddress}:${toString conf.port} ${lib.escapeShellArgs (flagsFor name conf ++ conf.extraFlags)}"; }; }
          (lib.optionalAttrs (entry ? after) { after = [ "${entry.after}.service" ]; })
        ];
        services.prometheus.scrapeConfigs = [ { job_name = name; static_configs = [ { targets = [ "${config.networking.fqdn}:${toString conf.port}" ]; } ]; } ];
      }
    ) table
  );
}
