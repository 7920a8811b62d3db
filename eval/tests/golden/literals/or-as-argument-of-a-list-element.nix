let or = 3; f = x: x + 1; in [ (f or) ]
