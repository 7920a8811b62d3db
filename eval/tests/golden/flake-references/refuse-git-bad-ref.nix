builtins.parseFlakeRef "git+https://x.y/z?ref=-a"
