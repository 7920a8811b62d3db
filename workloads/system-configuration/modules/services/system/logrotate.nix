# Logs rotated: settings for all, and for each file.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.logrotate;
  line = name: value:
    if value == true then name
    else if value == false then "no${name}"
    else if builtins.elem name [ "postrotate" "prerotate" ] then "${name}\n    ${value}\n  endscript"
    else if value == null then null
    else "${name} ${toString value}";
  section = settings:
    let
      text = builtins.concatStringsSep "\n  " (builtins.filter (line: line != null) (lib.mapAttrsToList line (removeAttrs settings [ "global" "enable" "priority" "files" ])));
      quoted = lib.concatMapStringsSep "\n" (file: "\"${file}\"") (lib.toList settings.files);
    in
    if settings.global then text + "\n" else "${quoted} {\n  ${text}\n}\n";
in
{
  options.services.logrotate = {
    enable = mkOption { type = types.bool; default = builtins.any (settings: settings.enable && !settings.global) (builtins.attrValues cfg.settings); defaultText = "if there is anything to do"; description = "Whether logs are rotated."; };
    settings = mkOption {
      default = { };
      description = "What is rotated.";
      type = types.attrsOf (types.submodule ({ name, ... }: {
        freeformType = types.attrsOf (types.nullOr (types.oneOf [ types.int types.bool types.str ]));
        options = {
          enable = mkOption { type = types.bool; default = true; description = "Whether this is."; };
          global = mkOption { type = types.bool; default = false; description = "Whether it is for all."; };
          files = mkOption { type = types.either types.str (types.listOf types.str); default = name; defaultText = "the name"; description = "Files."; };
          frequency = mkOption { type = types.nullOr types.str; default = null; description = "How often."; };
          priority = mkOption { type = types.int; default = 1000; description = "Which comes first."; };
        };
      }));
    };
  };
  config.services.logrotate.settings.header = { global = true; priority = 100; frequency = "weekly"; rotate = lib.mkDefault 4; missingok = lib.mkDefault true; };
  config.systemd.services = lib.mkIf cfg.enable {
    logrotate = {
      startAt = "hourly";
      serviceConfig = { Type = "oneshot"; ExecStart = "${pkgs.coreutils}/bin/logrotate ${pkgs.writeText "logrotate.conf" (lib.concatMapStrings section (builtins.sort (left: right: left.priority < right.priority) (builtins.filter (settings: settings.enable) (builtins.attrValues cfg.settings))))}"; };
    };
  };
}
