builtins.any (x: x) true
