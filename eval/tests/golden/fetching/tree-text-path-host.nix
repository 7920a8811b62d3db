builtins.fetchTree "path://x/y"
