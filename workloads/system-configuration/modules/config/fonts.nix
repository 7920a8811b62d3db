# Fonts.
{ config, lib, pkgs, ... }:
let
  cfg = config.fonts;
in
{
  options.fonts = {
    enable = lib.mkOption { type = lib.types.bool; default = config.services.xserver.enable; description = "Whether fonts are there."; };
    packages = lib.mkOption { type = lib.types.listOf lib.types.package; default = [ ]; description = "Packages of fonts."; };
    defaultFonts = lib.genAttrs [ "serif" "sansSerif" "monospace" ] (family: lib.mkOption { type = lib.types.listOf lib.types.str; default = [ "Plain ${family}" ]; description = "Fonts of that family."; });
  };
  config = lib.mkIf cfg.enable {
    fonts.packages = [ pkgs.ghostscript.fonts ];
    environment.systemPackages = [ pkgs.fontconfig ];
    environment.etc."fonts/local.conf".source = pkgs.writeText "local.conf" ''
      <?xml version="1.0"?>
      <fontconfig>
      ${lib.concatMapStrings (package: "  <dir>${package}</dir>\n") cfg.packages}${
        lib.concatStrings (lib.mapAttrsToList (family: names: "  <alias><family>${family}</family>${lib.concatMapStrings (name: "<prefer>${lib.escapeXML name}</prefer>") names}</alias>\n") cfg.defaultFonts)
      }</fontconfig>
    '';
  };
}
