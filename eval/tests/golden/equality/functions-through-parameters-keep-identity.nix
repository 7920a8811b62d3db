let f = x: x; pack = g: [ g ]; same = a: b: [ a ] == [ b ]; in [ (pack f == pack f) (same f f) (same f (x: x)) (same (y: y) (y: y)) ]
