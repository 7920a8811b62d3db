let
  quick = xs: if xs == [ ] then [ ] else let p = builtins.head xs; r = builtins.partition (x: x < p) (builtins.tail xs); in quick r.right ++ [ p ] ++ quick r.wrong;
  random = builtins.genList (n: let v = n * 7919 + 104729; in v - (v / 101) * 101) 60;
in [ (quick random == builtins.sort builtins.lessThan random) (builtins.head (quick random)) (builtins.length (quick random)) ]
