# The tree that becomes `/etc`.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  enabled = builtins.filter (file: file.enable) (builtins.attrValues config.environment.etc);
  etc = pkgs.runCommandLocal "etc" { } ''
    set -euo pipefail
    makeEtcEntry() {
      mkdir -p "$out/etc/$(dirname "$2")"
      ln -s "$1" "$out/etc/$2"
      if [ "$3" != symlink ]; then printf '%s %s %s\n' "$3" "$4" "$5" > "$out/etc/$2.mode"; fi
    }
    mkdir -p "$out/etc"
    ${lib.concatMapStringsSep "\n" (
      file:
      lib.escapeShellArgs [
        "makeEtcEntry"
        "${file.source}"
        file.target
        file.mode
        file.user
        file.group
      ]
    ) enabled}
  '';
in
{
  options.environment.etc = mkOption {
    default = { };
    description = "Files in `/etc`, by name.";
    type = types.attrsOf (
      types.submodule (
        { name, config, options, ... }:
        {
          options = {
            enable = mkOption { type = types.bool; default = true; description = "Whether the file is there."; };
            target = mkOption { type = types.str; description = "Where it is, below `/etc`."; };
            text = mkOption { type = types.nullOr types.lines; default = null; description = "What it says."; };
            source = mkOption { type = types.path; description = "The file it is a link to."; };
            mode = mkOption { type = types.strMatching "symlink|direct-symlink|0[0-7]{3}"; default = "symlink"; description = "Permissions, unless it is a link."; };
            user = mkOption { type = types.str; default = "+0"; description = "Owner."; };
            group = mkOption { type = types.str; default = "+0"; description = "Group."; };
          };
          config = {
            target = lib.mkDefault name;
            source = lib.mkIf (config.text != null) (
              lib.mkOverride options.text.highestPriority (pkgs.writeText ("etc-" + builtins.replaceStrings [ "/" "@" ] [ "-" "-" ] name) config.text)
            );
          };
        }
      )
    );
  };
  options.system.build = mkOption {
    type = types.submodule {
      freeformType = types.lazyAttrsOf types.anything;
      options.toplevel = mkOption { type = types.package; readOnly = true; description = "The whole configuration."; };
    };
    default = { };
    description = "What the configuration is built into.";
  };
  config = {
    system.build.etc = etc;
    system.activationScripts.etc = {
      deps = [ "users" "groups" ];
      text = "${pkgs.perl}/bin/perl ${./setup-etc.pl} ${etc}/etc";
    };
  };
}
