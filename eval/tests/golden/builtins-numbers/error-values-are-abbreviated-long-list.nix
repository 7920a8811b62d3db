builtins.add 1 (builtins.genList (x: x) 30)
