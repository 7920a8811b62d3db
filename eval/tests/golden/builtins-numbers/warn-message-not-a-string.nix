builtins.warn 5 1
