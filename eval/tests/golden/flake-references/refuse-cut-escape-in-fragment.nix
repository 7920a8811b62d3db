builtins.parseFlakeRef "/x#%4"
