builtins.warn "said" 1
