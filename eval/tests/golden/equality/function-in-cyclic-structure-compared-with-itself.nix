let x = { f = a: a; self = x; }; in [ (x == x) ([ x ] == [ x ]) ]
