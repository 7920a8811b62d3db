builtins.scopedImport { import = p: "blocked ${baseNameOf p}"; } ./data/nested/one.nix
