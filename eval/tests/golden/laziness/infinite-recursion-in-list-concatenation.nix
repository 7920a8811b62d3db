let l = [ 1 ] ++ l; in builtins.length l
