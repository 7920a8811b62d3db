builtins.trace builtins.length (builtins.trace (builtins.add 1) 2)
