let f = x: x; a = { b = 1; }; in [ (f .5) a.b (f 1.5) ]
