let
  step = total: each: total + each.size;
in
builtins.foldl' step 0 (map (each: each // { size = each.sise; }) [ { size = 1; } ])
