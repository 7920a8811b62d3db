import ./data/function.nix { a = 1; } 2
