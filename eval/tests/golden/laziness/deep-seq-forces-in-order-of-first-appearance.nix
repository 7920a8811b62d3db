builtins.deepSeq { b = builtins.trace "b" 1; a = builtins.trace "a" [ (builtins.trace "a0" 2) ]; } 0
