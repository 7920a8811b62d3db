# File systems, mounted after what they stand on.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  # A file system needs the one its mount point or its device is on.
  needs = later: earlier: later.mountPoint != earlier.mountPoint && (lib.hasPrefix (if earlier.mountPoint == "/" then "/" else "${earlier.mountPoint}/") later.mountPoint || builtins.elem earlier.mountPoint later.depends);
  sorted = lib.toposort (before: after: needs after before) (builtins.attrValues config.fileSystems);
  fileSystem =
    { name, config, ... }:
    {
      options = {
        mountPoint = mkOption { type = types.path; description = "Where it is mounted."; };
        device = mkOption { type = types.nullOr types.nonEmptyStr; default = null; description = "The device."; };
        label = mkOption { type = types.nullOr types.nonEmptyStr; default = null; description = "The device's label."; };
        fsType = mkOption { type = types.nonEmptyStr; default = "auto"; description = "Its kind."; };
        options = mkOption { type = types.nonEmptyListOf types.nonEmptyStr; default = [ "defaults" ]; description = "How it is mounted."; };
        depends = mkOption { type = types.listOf types.path; default = [ ]; description = "What else it stands on."; };
        neededForBoot = mkOption { type = types.bool; default = false; description = "Whether it is needed early."; };
        noCheck = mkOption { type = types.bool; default = builtins.elem config.fsType [ "tmpfs" "nfs" ]; description = "Whether it is left unchecked."; };
      };
      config = {
        mountPoint = lib.mkDefault name;
        device = lib.mkIf (config.label != null) (lib.mkDefault "/dev/disk/by-label/${config.label}");
        options = lib.mkMerge [ (lib.mkIf config.neededForBoot [ "x-initrd.mount" ]) (lib.mkIf (config.fsType == "nfs") [ "_netdev" ]) ];
      };
    };
in
{
  options.fileSystems = mkOption { type = types.attrsOf (types.submodule fileSystem); default = { }; description = "File systems."; };
  options.swapDevices = mkOption {
    type = types.listOf (types.submodule ({ config, ... }: {
      options.device = mkOption { type = types.path; description = "The device."; };
      options.priority = mkOption { type = types.nullOr (types.ints.between 0 32767); default = null; description = "Which is used first."; };
      options.options = mkOption { type = types.listOf types.str; default = [ "defaults" ]; description = "How it is used."; };
      config.options = lib.mkIf (config.priority != null) [ "pri=${toString config.priority}" ];
    }));
    default = [ ];
    description = "Where memory goes.";
  };
  config = {
    environment.etc.fstab.text =
      lib.concatMapStrings (
        entry: "${entry.device} ${builtins.replaceStrings [ " " ] [ "\\040" ] entry.mountPoint} ${entry.fsType} ${builtins.concatStringsSep "," (lib.unique entry.options)} 0 ${if entry.noCheck then "0" else if entry.mountPoint == "/" then "1" else "2"}\n"
      ) sorted.result
      + lib.concatMapStrings (swap: "${swap.device} none swap ${builtins.concatStringsSep "," swap.options}\n") config.swapDevices;
    boot.initrd.availableKernelModules = lib.unique (map (entry: entry.fsType) (builtins.filter (entry: entry.neededForBoot || entry.mountPoint == "/") (builtins.attrValues config.fileSystems)));
    assertions = [
      { assertion = sorted.left == [ ]; message = "The `fileSystems' option can't be topologically sorted."; }
      { assertion = config.boot.isContainer || config.fileSystems ? "/"; message = "The `fileSystems' option does not specify your root file system."; }
    ];
    systemd.services = lib.mapAttrs' (name: entry: lib.nameValuePair "mkfs-${builtins.replaceStrings [ "/" ] [ "-" ] (lib.removePrefix "/" entry.mountPoint)}" {
      description = "Initialisation of ${entry.mountPoint}";
      serviceConfig.Type = "oneshot";
      script = "mkfs.${entry.fsType} ${toString entry.device}";
    }) (lib.filterAttrs (_: entry: builtins.elem "x-autoformat" entry.options) config.fileSystems);
  };
}
