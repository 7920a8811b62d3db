let x = 1; f = x: let y = x; in [ x y ]; in f 5
