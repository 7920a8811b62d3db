let add2 = builtins.add 2; get = builtins.getAttr "x"; fold = builtins.foldl' (a: b: a + b); in [ (add2 3) (get { x = 1; }) (fold 0 [ 1 2 3 ]) (map (builtins.elemAt [ 10 20 30 ]) [ 2 0 ]) ]
