let f = x: x ++ [ 1 ] ++ x; in f [ 0 ]
