let f = a: a + a; in f (builtins.trace "argument" 2)
