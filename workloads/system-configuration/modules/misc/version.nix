# Which release this is.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.system.release;
in
{
  options.system = {
    stateVersion = mkOption { type = types.strMatching "[0-9]{2}\\.[0-9]{2}"; default = cfg.version; description = "The release the machine's data come from."; };
    release = {
      version = mkOption { type = types.str; readOnly = true; internal = true; description = "The release."; };
      codeName = mkOption { type = types.str; readOnly = true; internal = true; description = "Its name."; };
      variant = mkOption { type = types.nullOr (types.strMatching "[a-z0-9._-]+"); default = null; description = "What kind of machine it is for."; };
    };
  };
  config = {
    system.release = {
      version = "26.05";
      codeName = "Xenolith";
    };
    environment.etc."os-release".text = lib.generators.toKeyValue { } {
      NAME = "Example";
      ID = "example";
      VERSION = "${cfg.version} (${cfg.codeName})";
      VARIANT_ID = if cfg.variant == null then "" else cfg.variant;
      BUILD_ID = "${cfg.version}.${pkgs.stdenv.hostPlatform.linuxArch}";
    };
  };
}
