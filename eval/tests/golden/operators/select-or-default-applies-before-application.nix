let f = x: [ x ]; s = { }; in [ (f s.x or 1) (s.f or f 2) ]
