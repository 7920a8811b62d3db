let x = { y = x; z = 1; }; l = [ 1 l ]; in [ x.y.y.z (builtins.head (builtins.elemAt l 1)) ]
