let
  cons = h: t: { inherit h t; }; nil = null;
  foldr = f: z: l: if l == nil then z else f l.h (foldr f z l.t);
  fromList = xs: builtins.foldl' (acc: i: cons (builtins.elemAt xs (builtins.length xs - 1 - i)) acc) nil (builtins.genList (i: i) (builtins.length xs));
in foldr (a: b: "(${toString a} ${b})") "end" (fromList [ 1 2 3 4 ])
