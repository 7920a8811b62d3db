(builtins.trace "function" (x: x + 1)) (builtins.trace "argument" 1)
