builtins.elemAt (map (x: x.y) [ { } ]) 0
