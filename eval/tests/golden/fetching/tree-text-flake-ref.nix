builtins.fetchTree "flake:a/-x/b"
