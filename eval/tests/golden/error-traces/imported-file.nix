import ./data/fails.nix
