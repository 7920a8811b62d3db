let
  range = a: b: if a > b then [ ] else builtins.genList (n: a + n) (b - a + 1);
  sieve = xs: if xs == [ ] then [ ] else let p = builtins.head xs; in [ p ] ++ sieve (builtins.filter (x: x - (x / p) * p != 0) (builtins.tail xs));
in sieve (range 2 60)
