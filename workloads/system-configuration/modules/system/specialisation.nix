# The same configuration with changes, to choose at boot.
{ config, lib, extendModules, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.specialisation = mkOption {
    default = { };
    description = "Other configurations that are built with this one.";
    type = types.attrsOf (
      types.submodule (
        { config, ... }:
        {
          options = {
            inheritParentConfig = mkOption { type = types.bool; default = true; description = "Whether it starts from this one."; };
            module = mkOption { type = types.deferredModule; default = { }; description = "What is different."; };
            configuration = mkOption { type = types.raw; readOnly = true; internal = true; description = "The result."; };
          };
          config.configuration = (extendModules { modules = [ { key = "specialisation"; specialisation = lib.mkOverride 0 { }; } config.module ]; }).config;
        }
      )
    );
  };
}
