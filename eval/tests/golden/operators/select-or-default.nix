let s = { a.b = 1; }; in [ (s.a.b or 2) (s.a.x or 2) (s.x.y.z or 3) (s.a.b.c or 4) (s.x or s.y or 5) ]
