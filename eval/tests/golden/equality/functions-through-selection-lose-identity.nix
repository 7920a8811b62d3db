let a = { f = x: x; }; in [ ([ a.f ] == [ a.f ]) (a.f == a.f) ({ f = a.f; } == { f = a.f; }) (a == a) ]
