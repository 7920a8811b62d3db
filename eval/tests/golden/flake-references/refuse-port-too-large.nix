builtins.parseFlakeRef "https://x:99999/y"
