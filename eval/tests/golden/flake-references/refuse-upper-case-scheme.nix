builtins.parseFlakeRef "HTTPS://x.y/z"
