[ (builtins.warn "" 1) (builtins.warn "text" 2) ]
