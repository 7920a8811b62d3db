builtins.scopedImport { map = f: "shadowed"; true = 0; } ./data/uses-map.nix
