# The module of one program of the table.
name: entry:
{ config, lib, pkgs, ... }:
let
  cfg = config.programs.${name};
in
{
  _file = "programs/table/${name}.nix";
  key = "programs/table/${name}.nix";
  options.programs.${name} = {
    enable = lib.mkEnableOption name;
    package = lib.mkPackageOption pkgs name { default = entry.package; };
    extraConfig = lib.mkOption { type = lib.types.lines; default = ""; description = "What its file says."; };
  };
  config = lib.mkIf cfg.enable {
    environment.systemPackages = [ cfg.package ];
    environment.etc = lib.optionalAttrs (entry ? file) { ${entry.file}.text = "# ${name}\n" + cfg.extraConfig; };
    environment.variables = builtins.mapAttrs (_: path: lib.mkOverride 900 "${cfg.package}/${path}") (entry.variables or { });
    security.wrappers = lib.optionalAttrs (entry ? wrapper) {
      ${entry.wrapper} = { owner = "root"; group = "root"; capabilities = "cap_net_raw+p"; source = "${lib.getBin cfg.package}/bin/${entry.wrapper}"; };
    };
  };
}
