builtins.parseFlakeRef "https://x:0/y"
