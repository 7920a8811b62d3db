{ a = 1 + 1; b = [ (1 + 1) 2 "s" ]; c = x: x; d = { e = throw "never"; }; f = 3; }
