let
  insert = t: k: if t == null then { l = null; r = null; inherit k; } else if k < t.k then t // { l = insert t.l k; } else if k > t.k then t // { r = insert t.r k; } else t;
  toList = t: if t == null then [ ] else toList t.l ++ [ t.k ] ++ toList t.r;
  depth = t: if t == null then 0 else 1 + (let a = depth t.l; b = depth t.r; in if a > b then a else b);
  tree = builtins.foldl' insert null [ 5 2 8 1 9 3 5 7 ];
in [ (toList tree) (depth tree) ]
