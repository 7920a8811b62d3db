builtins.warn "old option" { a = 1; }
