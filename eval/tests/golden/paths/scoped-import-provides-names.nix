builtins.scopedImport { y = 5; } ./data/uses-y.nix
