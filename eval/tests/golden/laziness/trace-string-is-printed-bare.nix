builtins.trace "with \"quotes\" and\nnewline" 1
