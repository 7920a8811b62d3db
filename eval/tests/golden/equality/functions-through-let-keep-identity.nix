let f = x: x; g = f; h = [ f ]; in [ ([ f ] == [ g ]) (h == [ f ]) (h == h) ([ h ] == [ [ f ] ]) ]
