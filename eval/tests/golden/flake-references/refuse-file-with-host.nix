builtins.parseFlakeRef "file://x/y"
