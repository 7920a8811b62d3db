[ (builtins.foldl' (a: b: a - b) 10 [ 1 2 3 ]) (builtins.foldl' (a: b: a + toString b) "" [ 1 2 3 ]) (builtins.foldl' (a: b: b) 0 [ ]) ]
