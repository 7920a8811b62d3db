let
  range = n: builtins.genList (x: x) n;
  abs = x: if x < 0 then -x else x;
  safe = qs: c: let go = i: l: l == [ ] || (builtins.head l != c && abs (builtins.head l - c) != i && go (i + 1) (builtins.tail l)); in go 1 qs;
  place = n: k: if k == 0 then [ [ ] ] else builtins.concatMap (qs: map (c: [ c ] ++ qs) (builtins.filter (safe qs) (range n))) (place n (k - 1));
in builtins.length (place 6 6)
