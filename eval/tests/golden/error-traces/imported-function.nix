(import ./data/function.nix) { x = 1; }
