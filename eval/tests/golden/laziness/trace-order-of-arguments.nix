let f = a: b: b + a; in f (builtins.trace "first arg" 1) (builtins.trace "second arg" 2)
