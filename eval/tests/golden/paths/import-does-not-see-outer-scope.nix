let y = 5; in import ./data/uses-y.nix
