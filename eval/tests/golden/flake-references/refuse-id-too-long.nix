builtins.parseFlakeRef "x/y/z/w"
