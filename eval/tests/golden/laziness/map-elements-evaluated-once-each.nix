let l = map (x: builtins.trace "f ${toString x}" x) [ 1 2 ]; in builtins.foldl' (a: b: a + b) 0 (l ++ l)
