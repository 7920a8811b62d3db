builtins.parseFlakeRef "/x#y"
