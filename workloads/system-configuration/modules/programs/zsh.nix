# A shell.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.programs.zsh;
in
{
  options.programs.zsh = {
    enable = lib.mkEnableOption "the shell";
    shellAliases = mkOption { type = types.attrsOf (types.nullOr (types.either types.str types.path)); default = { }; description = "Short names."; };
    histSize = mkOption { type = types.ints.positive; default = 2000; description = "Lines remembered."; };
    setOptions = mkOption { type = types.listOf types.str; default = [ "HIST_IGNORE_DUPS" "SHARE_HISTORY" ]; description = "Options."; };
    interactiveShellInit = mkOption { type = types.lines; default = ""; description = "What it begins with."; };
    promptInit = mkOption { type = types.lines; default = "autoload -U promptinit && promptinit"; description = "The prompt."; };
  };
  config = lib.mkIf cfg.enable {
    programs.zsh.shellAliases = builtins.mapAttrs (_: lib.mkDefault) config.environment.shellAliases;
    environment.systemPackages = [ pkgs.zsh ];
    environment.etc.zshrc.text = ''
      HISTSIZE=${toString cfg.histSize}
      ${lib.optionalString (cfg.setOptions != [ ]) "setopt ${toString cfg.setOptions}"}
      ${lib.concatStrings (lib.mapAttrsToList (name: command: lib.optionalString (command != null) "alias ${lib.escapeShellArg name}=${lib.escapeShellArg command}\n") cfg.shellAliases)}
      ${cfg.interactiveShellInit}
      ${cfg.promptInit}
    '';
    environment.variables.SHELLS = [ "${pkgs.zsh}/bin/zsh" ];
  };
}
