# Version control, configured for everybody.
{ config, lib, pkgs, ... }:
let
  cfg = config.programs.git;
  gitIni = lib.types.attrsOf (lib.types.attrsOf lib.types.anything);
in
{
  options.programs.git = {
    enable = lib.mkEnableOption "version control";
    package = lib.mkPackageOption pkgs "git" { } // { example = lib.literalExpression "pkgs.gitFull"; };
    config = lib.mkOption {
      # A list of sets keeps their order, a set does not.
      type = lib.types.coercedTo gitIni lib.singleton (lib.types.listOf gitIni);
      default = [ ];
      apply = sections: lib.concatMapStrings (lib.generators.toINI { }) (builtins.filter (section: section != { }) sections);
      description = "Settings of everybody.";
    };
    lfs.enable = lib.mkEnableOption "large files";
  };
  config = lib.mkMerge [
    (lib.mkIf cfg.enable {
      environment.systemPackages = [ cfg.package ];
      environment.etc.gitconfig = lib.mkIf (cfg.config != "") { text = cfg.config; };
    })
    (lib.mkIf (cfg.enable && cfg.lfs.enable) {
      programs.git.config."filter \"lfs\"" = { clean = "git-lfs clean -- %f"; required = true; };
    })
  ];
}
