let f = with { k = 10; }; x: x + k; in map f [ 1 2 ]
