let
  min = a: b: if a < b then a else b;
  zipWith = f: a: b: builtins.genList (n: f (builtins.elemAt a n) (builtins.elemAt b n)) (min (builtins.length a) (builtins.length b));
in zipWith (a: b: "${a}${toString b}") [ "a" "b" "c" ] [ 1 2 3 4 ]
