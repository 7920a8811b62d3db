let
  at = m: i: j: builtins.elemAt (builtins.elemAt m i) j;
  mul = a: b: let n = builtins.length a; in builtins.genList (i: builtins.genList (j: builtins.foldl' (s: k: s + at a i k * at b k j) 0 (builtins.genList (k: k) n)) n) n;
  pow = m: e: if e == 1 then m else mul m (pow m (e - 1));
in pow [ [ 1 1 ] [ 1 0 ] ] 20
