assert [ (throw "x") ] == [ 1 ]; true
