# The configuration of one machine, evaluated: options, values, and all it is built into.
{
  size ? 40,
  system ? "x86_64-linux",
  guests ? true,
  modules ? [ ./machines/server.nix ] ++ (if guests then [ ./machines/guests.nix ] else [ ]),
}:
let
  lib = import ./lib;
  packageSet = arguments: import ../package-set/all.nix ({ size = 0; } // arguments);
  baseModules = import ./modules { inherit lib; count = 0; };
  evaluated = lib.evalModules {
    modulesRoot = ./modules;
    specialArgs = {
      inherit packageSet baseModules;
      inherit (evaluated) extendModules;
    };
    modules =
      import ./modules { inherit lib; count = size; }
      ++ [ { _file = "platform"; key = "platform"; nixpkgs.hostPlatform = lib.mkDefault system; } ]
      ++ modules;
  };
in
evaluated
