import ./data/broken-syntax.nix
