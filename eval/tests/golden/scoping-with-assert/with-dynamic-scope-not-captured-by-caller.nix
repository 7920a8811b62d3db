let f = x: x; g = with { f = y: "inner"; }; f; in g 1
