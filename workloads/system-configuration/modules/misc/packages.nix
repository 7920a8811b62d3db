# The package set, as an argument of every module.
{ config, lib, options, packageSet, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.nixpkgs;
in
{
  options.nixpkgs = {
    hostPlatform = mkOption {
      type = types.either types.str (types.attrsOf types.anything);
      apply = lib.systems.elaborate;
      description = "The platform the configuration runs on.";
    };
    buildPlatform = mkOption {
      type = types.either types.str (types.attrsOf types.anything);
      default = cfg.hostPlatform;
      apply = given: let elaborated = lib.systems.elaborate given; in if elaborated.config == cfg.hostPlatform.config then cfg.hostPlatform else elaborated;
      description = "The platform it is built on.";
    };
    config = mkOption {
      type = types.attrsOf types.anything;
      default = { };
      description = "Settings of the package set.";
    };
    overlays = mkOption {
      type = types.listOf types.raw;
      default = [ ];
      description = "Changes to the package set.";
    };
    pkgs = mkOption {
      type = types.raw;
      description = "The package set itself.";
    };
  };

  config = {
    nixpkgs.pkgs = lib.mkDefault (
      packageSet {
        inherit (cfg) config;
        overlays = import ../../../package-set/overlays ++ cfg.overlays;
        system = cfg.buildPlatform.system;
        crossSystem = if cfg.buildPlatform == cfg.hostPlatform then null else { inherit (cfg.hostPlatform) config; };
      }
    );
    _module.args.pkgs = cfg.pkgs;
  };
}
