builtins ? outputOf
