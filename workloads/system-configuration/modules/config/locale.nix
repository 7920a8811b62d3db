# Language and time.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.i18n;
in
{
  options = {
    i18n = {
      defaultLocale = mkOption { type = types.str; default = "en_US.UTF-8"; description = "Language."; };
      extraLocaleSettings = mkOption { type = types.attrsOf types.str; default = { }; description = "Languages of parts."; };
      supportedLocales = mkOption {
        type = types.listOf types.str;
        default = lib.unique (map (locale: "${locale}/UTF-8") ([ "C.UTF-8" cfg.defaultLocale ] ++ builtins.attrValues cfg.extraLocaleSettings));
        defaultText = "those in use";
        description = "Languages that are there.";
      };
    };
    time.timeZone = mkOption { type = types.nullOr (types.addCheck types.str (zone: !(lib.hasInfix " " zone))); default = null; description = "Time zone."; };
  };
  config = {
    environment.sessionVariables = { LANG = cfg.defaultLocale; } // cfg.extraLocaleSettings;
    environment.etc."locale.conf".text = lib.generators.toKeyValue { } ({ LANG = cfg.defaultLocale; } // cfg.extraLocaleSettings);
    environment.etc.localtime = lib.mkIf (config.time.timeZone != null) {
      source = "/etc/zoneinfo/${config.time.timeZone}";
      mode = "direct-symlink";
    };
    systemd.globalEnvironment.LOCALE_ARCHIVE = "${pkgs.glibc.bin}/lib/locale/locale-archive";
  };
}
