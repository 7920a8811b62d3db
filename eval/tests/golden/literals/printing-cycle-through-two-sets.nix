let a = { name = "a"; peer = b; }; b = { name = "b"; peer = a; }; in a
