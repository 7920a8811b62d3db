builtins.fetchTree "flake:1x"
