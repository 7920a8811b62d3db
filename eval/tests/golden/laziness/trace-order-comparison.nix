[ ((builtins.trace "l" 1) < (builtins.trace "r" 2)) ((builtins.trace "l2" 1) > (builtins.trace "r2" 2)) ]
