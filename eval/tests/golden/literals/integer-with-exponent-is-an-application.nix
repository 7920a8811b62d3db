let e3 = 7; in [ 1 e3 ] ++ [ 1.0e3 ]
