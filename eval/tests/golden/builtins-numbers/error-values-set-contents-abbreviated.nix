let s = { a = 1; b = [ 1 2 3 ]; c = { d = { e = { f = 1; }; }; }; g = "text"; h = x: x; i = null; j = 1.5; k = true; l = /p; m = 1; n = 2; o = 3; }; in builtins.deepSeq s (builtins.length s)
