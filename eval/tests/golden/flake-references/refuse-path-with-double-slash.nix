builtins.parseFlakeRef "//a//b/?x=y"
