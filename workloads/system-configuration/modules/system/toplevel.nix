# Everything in one derivation.
{ config, lib, pkgs, ... }:
let
  failed = map (assertion: assertion.message) (builtins.filter (assertion: !assertion.assertion) config.assertions);
  checked =
    value:
    if failed != [ ] then
      throw "\nFailed assertions:\n${lib.concatMapStrings (message: "- ${message}\n") failed}"
    else
      value;
  kernelPath = "${config.boot.kernelPackages.kernel}/bzImage";
  name = "system-${config.networking.hostName}-${config.system.release.version}";
in
{
  options.system = {
    extraDependencies = lib.mkOption { type = lib.types.listOf lib.types.package; default = [ ]; description = "What else must be there."; };
    forbiddenDependenciesRegexes = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; description = "What must not be there."; };
    systemBuilderCommands = lib.mkOption { type = lib.types.lines; default = ""; internal = true; description = "What else is put in place."; };
    switch.enable = lib.mkOption { type = lib.types.bool; default = true; description = "Whether the machine can change itself."; };
  };
  config = {
    system.systemBuilderCommands = lib.mkIf config.boot.kernel.enable ''
      ln -s ${kernelPath} $out/kernel
      ln -s ${config.boot.kernelPackages.kernel.modules} $out/kernel-modules
      echo -n "${toString config.boot.kernelParams}" > $out/kernel-params
    '';
    system.build.toplevel = checked (
      pkgs.stdenv.mkDerivation {
        inherit name;
        preferLocalBuild = true;
        allowSubstitutes = false;
        passAsFile = [ "extraDependencies" ];
        buildCommand = ''
          mkdir $out
          cp ${config.system.build.activate} $out/activate
          ln -s ${config.system.build.etc}/etc $out/etc
          ln -s ${config.system.path} $out/sw
          ln -s ${config.systemd.package} $out/systemd
          echo -n "$configurationName" > $out/configuration-name
          ${lib.concatStrings (lib.mapAttrsToList (specialisation: entry: "ln -s ${entry.configuration.system.build.toplevel} $out/specialisation/${specialisation}\n") config.specialisation)}
          ${config.system.systemBuilderCommands}
        '';
        inherit (config.system) extraDependencies;
        configurationName = config.system.release.codeName;
        closureInfo = lib.optionalString (config.system.forbiddenDependenciesRegexes != [ ]) (toString config.system.forbiddenDependenciesRegexes);
        documentation = config.system.build.optionsDocumentation;
        warningCount = builtins.length config.warnings;
      }
    );
  };
}
