# Scripts that run when the configuration is switched to, each after those it depends on.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  scripts = config.system.activationScripts;
  withHeadlines = builtins.mapAttrs (name: script: script // {
    text = ''
      #### Activation script snippet ${name}:
      _localstatus=0
      ${script.text}
      if (( _localstatus > 0 )); then echo "snippet '${name}' failed ($_localstatus)" >&2; fi
    '';
  }) scripts;

  # Each script once, after what it depends on.
  visit =
    state: name:
    if state.seen ? ${name} then
      state
    else
      let
        script = withHeadlines.${name} or (throw "the activation script `${name}' is needed but not defined");
        before = builtins.foldl' visit (state // { seen = state.seen // { ${name} = true; }; }) script.deps;
      in
      before // { texts = before.texts ++ [ script.text ]; };
  ordered = (builtins.foldl' visit { seen = { }; texts = [ ]; } (builtins.attrNames scripts)).texts;
in
{
  options.system.activationScripts = mkOption {
    default = { };
    description = "Parts of the script that activates the configuration.";
    type = types.attrsOf (
      types.coercedTo types.str (text: { inherit text; }) (types.submodule {
        options = {
          deps = mkOption { type = types.listOf types.str; default = [ ]; description = "Parts that come first."; };
          text = mkOption { type = types.lines; description = "The part."; };
          supportsDryActivation = mkOption { type = types.bool; default = false; description = "Whether it may run without effect."; };
        };
      })
    );
  };
  config.system = {
    activationScripts = {
      stdio = "exec 2>&1";
      specialfs = {
        deps = [ "stdio" ];
        text = "specialMount proc /proc nosuid proc";
      };
      var = {
        deps = [ "specialfs" ];
        text = ''
          mkdir -m 0755 -p /var/empty
          chattr -f +i /var/empty || true
        '';
      };
    };
    build.activate = pkgs.writeScript "activate" ''
      #!${pkgs.runtimeShell}
      systemConfig='@out@'
      export PATH=${lib.makeBinPath [ pkgs.coreutils pkgs.gnugrep pkgs.findutils pkgs.util-linux ]}
      ${builtins.concatStringsSep "\n" ordered}
      ln -sfn "$(readlink -f "$systemConfig")" /run/current-system
    '';
  };
}
