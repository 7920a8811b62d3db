builtins.fetchTree "hg+https://x.y/z?ref=-a"
