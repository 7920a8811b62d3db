[ (builtins.pathExists <nix/fetchurl.nix>) (builtins.readFileType <nix/fetchurl.nix>) (builtins.typeOf <nix/fetchurl.nix>) ]
