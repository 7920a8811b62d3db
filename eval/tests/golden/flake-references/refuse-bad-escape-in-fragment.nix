builtins.parseFlakeRef "/x#%zz"
