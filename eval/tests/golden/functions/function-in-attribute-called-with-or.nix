let s = { f = x: x * 2; }; in [ (s.f or (x: 0) 4) ((s.g or (x: 0)) 4) ]
