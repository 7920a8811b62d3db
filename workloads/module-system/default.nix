# Evaluates a configuration made of as many service modules as the given size, beside the
# modules that collect what the services ask for.
{ size }:
let
  lib = import ../lib;
  moduleLib = lib.fix (
    self:
    lib
    // import ./options.nix { lib = self; }
    // import ./modules.nix { lib = self; }
    // { types = import ./types.nix { lib = self; }; }
  );

  evaluated = moduleLib.evalModules {
    specialArgs = { inherit size; };
    modules = [
      ./base.nix
      ./users.nix
      (import ./settings.nix)
    ]
    ++ builtins.genList (import ./service.nix) size;
  };

  inherit (evaluated) config options;

  # How an option's documentation would describe it.
  documentation = map (option: [
    (builtins.concatStringsSep "." option.path)
    option.type.description
    (option.description or "")
  ]) (lib.collect (value: value._type or null == "option") options);
in
lib.checksum {
  inherit (config) environment networking systemd users warnings;
  enabled = builtins.length (
    builtins.filter (service: service.enable) (builtins.attrValues config.services)
  );
  settings = lib.mapAttrsToList (_: service: service.settings) config.services;
  failed = builtins.filter (assertion: !assertion.assertion) config.assertions;
  inherit documentation;
}
