# The kernel, what it is told, and what loads it.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.boot;
  sysctlValue = types.nullOr (types.oneOf [ types.bool types.str types.int ]);
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "boot" "loader" "grub" "timeout" ] [ "boot" "loader" "timeout" ])
    (lib.mkRemovedOptionModule [ "boot" "isContainerOld" ] "Use `boot.isContainer'.")
  ];
  options.boot = {
    isContainer = mkOption { type = types.bool; default = false; description = "Whether somebody else boots."; };
    kernel.enable = mkOption { type = types.bool; default = !cfg.isContainer; description = "Whether there is a kernel."; };
    kernel.sysctl = mkOption {
      type = types.submodule {
        freeformType = types.attrsOf sysctlValue;
        options."net.core.rmem_max" = mkOption {
          type = types.nullOr types.ints.unsigned // {
            # Whoever needs most gets it.
            merge = _: definitions: builtins.foldl' (most: definition: if definition.value == null then most else lib.max most definition.value) 0 definitions;
          };
          default = null;
          description = "Largest buffer for receiving.";
        };
      };
      default = { };
      description = "Parameters of the kernel at run time.";
    };
    kernelPackages = mkOption { type = types.raw; default = pkgs.linuxPackages; description = "The kernel with its modules."; };
    kernelParams = mkOption { type = types.listOf (types.strMatching "([^\"[:space:]]|\"[^\"]*\")+"); default = [ ]; description = "The kernel's command line."; };
    kernelModules = mkOption { type = types.listOf types.str; default = [ ]; description = "Modules loaded at boot."; };
    extraModulePackages = mkOption { type = types.listOf types.package; default = [ ]; description = "Packages with modules."; };
    blacklistedKernelModules = mkOption { type = types.listOf types.str; default = [ ]; description = "Modules never loaded."; };
    initrd = {
      enable = mkOption { type = types.bool; default = cfg.kernel.enable; description = "Whether there is an initial file system."; };
      availableKernelModules = mkOption { type = types.listOf types.str; default = [ ]; description = "Modules in it."; };
      compressor = mkOption { type = types.oneOf [ (types.enum [ "gzip" "xz" "zstd" ]) (types.functionTo types.str) ]; default = "zstd"; description = "What it is compressed with."; };
    };
    loader = {
      timeout = mkOption { type = types.nullOr types.int; default = 5; description = "Seconds to choose."; };
      efi.mountPoint = mkOption { type = types.str; default = "/boot"; description = "Where the partition is."; };
      grub = {
        enable = mkOption { type = types.bool; default = !cfg.isContainer; description = "Whether that loader is used."; };
        devices = mkOption { type = types.listOf types.path; default = [ ]; description = "Where it is written."; };
        extraEntries = mkOption { type = types.lines; default = ""; description = "What else it offers."; };
      };
    };
  };
  config = lib.mkMerge [
    {
      environment.etc."sysctl.d/60-configuration.conf".text = lib.concatStrings (
        lib.mapAttrsToList (name: value: lib.optionalString (value != null) "${name}=${if value == false then "0" else toString value}\n") cfg.kernel.sysctl
      );
      boot.kernel.sysctl."kernel.printk" = lib.mkDefault "4 4 1 7";
      boot.kernel.sysctl."net.core.rmem_max" = 212992;
    }
    (lib.mkIf cfg.kernel.enable {
      boot.kernelParams = [ "loglevel=4" "init=/nix/var/init" ] ++ map (module: "module_blacklist=${module}") cfg.blacklistedKernelModules;
      boot.kernelModules = [ "loop" "atkbd" ];
      environment.etc."modules-load.d/configuration.conf".text = builtins.concatStringsSep "\n" (lib.unique cfg.kernelModules);
      environment.etc."modprobe.d/blacklist.conf".text = lib.concatMapStrings (module: "blacklist ${module}\n") cfg.blacklistedKernelModules;
      system.build.initialRamdisk = pkgs.runCommand "initrd" {
        modules = cfg.initrd.availableKernelModules;
        kernel = cfg.kernelPackages.kernel.modules;
        inherit (cfg) extraModulePackages;
        compressor = if builtins.isString cfg.initrd.compressor then "${pkgs.${cfg.initrd.compressor}}/bin/${cfg.initrd.compressor}" else cfg.initrd.compressor pkgs;
      } "touch $out";
      system.systemBuilderCommands = lib.mkIf cfg.initrd.enable "ln -s ${config.system.build.initialRamdisk} $out/initrd";
      assertions = [
        { assertion = cfg.initrd.enable -> cfg.initrd.availableKernelModules != [ ]; message = "An initial file system needs modules."; }
      ];
    })
    (lib.mkIf cfg.loader.grub.enable {
      system.build.installBootLoader = pkgs.writeShellScript "install-grub" ''
        ${lib.concatMapStrings (device: "grub-install ${lib.escapeShellArg device}\n") cfg.loader.grub.devices}
        cat > /boot/grub.cfg <<< ${lib.escapeShellArg "timeout=${toString cfg.loader.timeout}\n${cfg.loader.grub.extraEntries}"}
      '';
      system.systemBuilderCommands = lib.mkAfter "ln -s ${config.system.build.installBootLoader} $out/install-boot-loader";
    })
  ];
}
