let f = x: x; in [ (f == f) (f != f) ((x: x) == (x: x)) (builtins.map == builtins.map) (f == 1) ]
