# The module of one kind of hardware: what the kernel needs for it.
name: entry:
{ config, lib, pkgs, ... }:
let
  cfg = config.hardware.${name};
in
{
  _file = "hardware/${name}.nix";
  key = "hardware/${name}.nix";
  options.hardware.${name} = {
    enable = lib.mkEnableOption name;
    loadEarly = lib.mkOption { type = lib.types.bool; default = entry.early or false; description = "Whether it is needed early."; };
  };
  config = lib.mkIf cfg.enable (lib.mkMerge [
    { boot.kernelModules = entry.modules or [ ]; boot.kernelParams = entry.params or [ ]; }
    (lib.mkIf cfg.loadEarly { boot.initrd.availableKernelModules = entry.modules or [ ]; })
    (lib.mkIf (entry ? rules) { environment.etc."udev/rules.d/60-${name}.rules".text = entry.rules; })
    (lib.mkIf (entry ? blacklist) { boot.blacklistedKernelModules = entry.blacklist; })
  ]);
}
