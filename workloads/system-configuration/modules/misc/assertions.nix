# What must hold, and what the user should know.
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    assertions = mkOption {
      type = types.listOf types.anything;
      default = [ ];
      visible = false;
      description = "Conditions with the message that is shown where they fail.";
    };
    warnings = mkOption {
      type = types.listOf types.str;
      default = [ ];
      visible = false;
      description = "What is shown when the configuration is evaluated.";
    };
  };
}
