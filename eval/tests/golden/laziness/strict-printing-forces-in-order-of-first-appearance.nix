{ b = builtins.trace "b" 1; a = builtins.trace "a" 2; c = [ (builtins.trace "c0" 0) (builtins.trace "c1" 1) ]; }
