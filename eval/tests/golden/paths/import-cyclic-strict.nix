import ./data/strict-cycle.nix
