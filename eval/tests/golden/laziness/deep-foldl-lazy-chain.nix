builtins.foldl' (a: x: { v = a.v + x; }) { v = 0; } (builtins.genList (x: x) 1000)
