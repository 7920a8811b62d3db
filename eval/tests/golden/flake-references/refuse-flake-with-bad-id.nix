builtins.parseFlakeRef "flake:1nixpkgs"
