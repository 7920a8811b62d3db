# The window system, with drivers and sessions.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.xserver;
  known = { amdgpu = { modules = [ pkgs.xorg.xf86-video-amdgpu ]; }; modesetting = { }; fbdev = { }; };
  driversFor = name: if known ? ${name} then { inherit name; modules = [ ]; } // known.${name} else throw "there is no driver ${name}";
  indent = prefix: text: lib.concatMapStrings (line: prefix + line + "\n") (lib.splitString "\n" text);
in
{
  disabledModules = [ "services/misc/xserver-old.nix" ];
  options.services.xserver = {
    enable = lib.mkEnableOption "the window system";
    videoDrivers = mkOption { type = types.listOf types.str; default = [ "modesetting" "fbdev" ]; description = "Drivers."; };
    xkb = { layout = mkOption { type = types.commas; default = "us"; description = "Layouts."; }; options = mkOption { type = types.commas; default = "terminate:ctrl_alt_bksp"; description = "Options."; }; dir = mkOption { type = types.path; default = "${pkgs.xorg.xkeyboard-config}/etc/X11/xkb"; defaultText = "that of the package"; description = "Folder."; }; };
    modules = mkOption { type = types.listOf types.path; default = [ ]; description = "Packages with modules."; };
    drivers = mkOption { type = types.listOf (types.attrsOf types.anything); internal = true; description = "Drivers with their modules."; };
    deviceSection = mkOption { type = types.lines; default = ""; description = "Lines of the device."; };
    resolutions = mkOption { type = types.listOf (types.attrsOf types.int); default = [ ]; description = "Sizes."; };
    config = mkOption { type = types.lines; description = "The file."; };
    displayManager.sessionCommands = mkOption { type = types.lines; default = ""; description = "What a session begins with."; };
  };
  config = lib.mkIf cfg.enable {
    services.xserver.drivers = map driversFor cfg.videoDrivers;
    services.xserver.modules = builtins.concatMap (driver: driver.modules) cfg.drivers ++ [ pkgs.xorg.xorg-server pkgs.xorg.xf86-input-libinput ];
    services.xserver.config = ''
      Section "Files"
      ${indent "  " (lib.concatMapStringsSep "\n" (module: "ModulePath \"${module}/lib/xorg/modules\"") cfg.modules)}EndSection
      ${lib.concatMapStrings (driver: "Section \"Device\"\n  Driver \"${driver.name}\"\n${indent "  " cfg.deviceSection}EndSection\n") cfg.drivers}
      ${lib.optionalString (cfg.resolutions != [ ]) "Modes ${lib.concatMapStringsSep " " (size: "\"${toString size.x}x${toString size.y}\"") cfg.resolutions}"}
    '';
    environment.systemPackages = with pkgs.xorg; [ xrandr xauth xterm ];
    environment.etc."X11/xorg.conf".text = cfg.config;
    environment.etc."X11/xkb".source = cfg.xkb.dir;
    systemd.defaultUnit = lib.mkDefault "graphical.target";
    systemd.services.display-manager = { description = "Window system"; after = [ "systemd-user-sessions.service" ]; environment.XDG_DATA_DIRS = "/run/current-system/sw/share"; script = cfg.displayManager.sessionCommands; restartIfChanged = false; };
    boot.kernel.sysctl."fs.inotify.max_user_instances" = lib.mkDefault 524288;
  };
}
