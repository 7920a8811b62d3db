builtins.parseFlakeRef "nixpkgs#a%20b"
