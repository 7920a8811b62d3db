(import ./data/broken-value.nix).x
