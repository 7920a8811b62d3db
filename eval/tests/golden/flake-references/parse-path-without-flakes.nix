builtins.parseFlakeRef "path:/x"
