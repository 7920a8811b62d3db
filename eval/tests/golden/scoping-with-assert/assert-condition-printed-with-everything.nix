let f = { a ? 1, ... }@args: a; s = { t = { u = 1; }; }; xs = [ 1 ]; in
assert (if s ? t.u then f { a = 2; b = [ 1 "two" ./three ]; } else with s; t.u or 3) != -s.t."u" + builtins.length (xs ++ [ { inherit s; } ]) && false; 1
