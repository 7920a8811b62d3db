let f = x: x; g = x: x; in [ ([ f ] == [ f ]) ([ f ] == [ g ]) ([ (x: x) ] == [ (x: x) ]) ]
