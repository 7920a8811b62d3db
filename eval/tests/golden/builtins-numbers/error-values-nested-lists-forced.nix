let l = [ [ 1 [ 2 [ 3 [ 4 [ 5 [ 6 [ 7 [ 8 [ 9 [ 10 ] ] ] ] ] ] ] ] ] ] ]; in builtins.deepSeq l (builtins.attrNames l)
