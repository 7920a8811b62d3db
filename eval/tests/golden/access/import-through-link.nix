import ./inside/link.nix
