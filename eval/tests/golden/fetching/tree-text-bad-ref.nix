builtins.fetchTree "git+https://x.y/z?ref=-a"
