map (x: let y = x * x; in y + 1) [ 1 2 3 ]
