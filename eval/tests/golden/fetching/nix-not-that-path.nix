builtins.pathExists /fetchurl.nix
