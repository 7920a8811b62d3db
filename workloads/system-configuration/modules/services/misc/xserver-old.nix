# What the window system was before: another module says that this one is not to be used.
{ lib, ... }:
{
  options.services.xserver.enable = lib.mkOption { type = lib.types.str; description = "Never seen."; };
  config.assertions = [ { assertion = false; message = "This module is disabled."; } ];
}
