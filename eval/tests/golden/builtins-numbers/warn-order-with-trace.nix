builtins.warn "first" (builtins.trace "second" (builtins.warn "third" 1))
