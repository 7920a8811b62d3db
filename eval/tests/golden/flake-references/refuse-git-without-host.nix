builtins.parseFlakeRef "git+https:x"
