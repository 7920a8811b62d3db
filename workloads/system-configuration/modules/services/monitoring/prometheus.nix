# Metrics collected and watched.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.prometheus;
  yaml = (lib.formats pkgs).yaml;
  present = value: if builtins.isAttrs value then builtins.mapAttrs (_: present) (lib.filterAttrs (name: inner: inner != null && !(lib.hasPrefix "_" name)) value) else if builtins.isList value then map present value else value;
  optional = type: description: mkOption { type = types.nullOr type; default = null; inherit description; };
  scrape = types.submodule {
    options = {
      job_name = mkOption { type = types.str; description = "Name."; };
      scrape_interval = optional types.str "How often.";
      metrics_path = optional types.str "Where.";
      scheme = optional (types.enum [ "http" "https" ]) "How.";
      params = optional (types.attrsOf (types.listOf types.str)) "With what.";
      basic_auth = optional (types.submodule { options.username = mkOption { type = types.str; description = "Name."; }; options.password_file = optional types.str "Password."; }) "As whom.";
      static_configs = optional (types.listOf (types.submodule { options.targets = mkOption { type = types.listOf types.str; description = "Targets."; }; options.labels = mkOption { type = types.attrsOf types.str; default = { }; description = "Labels."; }; })) "What.";
      relabel_configs = optional (types.listOf (types.submodule { options.source_labels = optional (types.listOf types.str) "From."; options.target_label = optional types.str "To."; options.regex = optional types.str "Which."; options.action = optional (types.enum [ "replace" "keep" "drop" ]) "How."; })) "Changed labels.";
    };
  };
  ruleFile = pkgs.writeText "prometheus.rules" (builtins.toJSON { groups = [ { name = "rules"; rules = cfg.alerts; } ]; });
in
{
  options.services.prometheus = {
    enable = lib.mkEnableOption "metrics";
    package = lib.mkPackageOption pkgs "prometheus" { };
    port = mkOption { type = types.port; default = 9090; description = "Port."; };
    retentionTime = mkOption { type = types.nullOr types.str; default = null; description = "How long data are kept."; };
    globalConfig = mkOption { type = types.submodule { freeformType = types.attrsOf types.str; options.scrape_interval = mkOption { type = types.str; default = "1m"; description = "How often."; }; }; default = { }; description = "Settings of all."; };
    scrapeConfigs = mkOption { type = types.listOf scrape; default = [ ]; description = "What is collected."; };
    alerts = mkOption { type = types.listOf yaml.type; default = [ ]; description = "What is watched."; };
  };
  config = lib.mkIf cfg.enable {
    users.users.prometheus = { isSystemUser = true; group = "prometheus"; };
    users.groups.prometheus = { };
    systemd.services.prometheus = {
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      hardening = "strict";
      serviceConfig = {
        User = "prometheus";
        ExecStart = builtins.concatStringsSep " " ([
          "${lib.getExe cfg.package}"
          "--config.file=${yaml.generate "prometheus.yml" (present { global = cfg.globalConfig; scrape_configs = builtins.sort (left: right: left.job_name < right.job_name) cfg.scrapeConfigs; rule_files = [ "${ruleFile}" ]; })}"
          "--web.listen-address=:${toString cfg.port}"
        ] ++ lib.optional (cfg.retentionTime != null) "--storage.tsdb.retention.time=${cfg.retentionTime}");
      };
    };
  };
}
