# Packages that everybody finds, and variables that everybody has.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.environment;
  required = map (package: package // { meta = package.meta or { } // { priority = 10; }; }) [ pkgs.bash pkgs.coreutils pkgs.curl pkgs.diffutils pkgs.findutils pkgs.gawk pkgs.gnugrep pkgs.patch pkgs.gnused pkgs.gnutar pkgs.gzip pkgs.xz pkgs.util-linux ];
in
{
  options = {
    environment = {
      systemPackages = mkOption { type = types.listOf types.package; default = [ ]; description = "Packages that everybody finds."; };
      defaultPackages = mkOption { type = types.listOf types.package; default = [ pkgs.perl pkgs.rsync ]; description = "Packages that may be left out."; };
      pathsToLink = mkOption { type = types.listOf types.str; default = [ ]; description = "Folders that are linked."; };
      extraOutputsToInstall = mkOption { type = types.listOf types.str; default = [ ]; description = "Further outputs."; };
      variables = mkOption {
        type = types.attrsOf (types.nullOr (types.oneOf [ (types.listOf (types.oneOf [ types.int types.str types.path ])) types.int types.str types.path ]));
        default = { };
        apply = lib.mapAttrs' (name: value: lib.nameValuePair name (if builtins.isList value then lib.concatMapStringsSep ":" toString value else if value == null then null else toString value));
        description = "Variables of every login.";
      };
      sessionVariables = mkOption { type = types.attrsOf types.str; default = { }; description = "Variables of every session."; };
      shellAliases = mkOption { type = types.attrsOf (types.nullOr types.str); default = { }; description = "Short names of commands."; };
      shellInit = mkOption { type = types.lines; default = ""; description = "What every shell begins with."; };
      profiles = mkOption { type = types.listOf types.str; default = [ ]; description = "Trees in which packages are found."; };
    };
    system.path = mkOption { type = types.package; internal = true; description = "The tree of all packages."; };
  };
  config = {
    environment.systemPackages = required ++ cfg.defaultPackages;
    environment.pathsToLink = [ "/bin" "/etc/xdg" "/lib" "/sbin" "/share/man" "/share/info" ];
    environment.extraOutputsToInstall = lib.mkIf config.documentation.enable [ "man" "info" ];
    environment.profiles = lib.mkAfter [ "/nix/var/nix/profiles/default" "/run/current-system/sw" ];
    environment.variables = {
      NIXPKGS_CONFIG = "/etc/packages-config.nix";
      PATH = map (profile: "${profile}/bin") cfg.profiles;
      EDITOR = lib.mkDefault "nano";
    };
    environment.shellAliases = builtins.mapAttrs (_: lib.mkDefault) { ls = "ls --color=tty"; ll = "ls -l"; l = "ls -alh"; };
    environment.etc."set-environment".text =
      lib.generators.toShellVariables (lib.filterAttrs (_: value: value != null) (cfg.variables // cfg.sessionVariables));
    environment.etc."profile".text = ''
      . /etc/set-environment
      ${cfg.shellInit}
      ${lib.concatStrings (lib.mapAttrsToList (name: command: lib.optionalString (command != null) "alias -- ${name}=${lib.escapeShellArg command}\n") cfg.shellAliases)}
    '';
    system.path = pkgs.buildEnv {
      name = "system-path";
      paths = builtins.filter (package: package != null) cfg.systemPackages;
      pathsToLink = lib.unique cfg.pathsToLink;
      inherit (cfg) extraOutputsToInstall;
      ignoreCollisions = true;
      postBuild = "rm -f $out/share/info/dir";
    };
  };
}
