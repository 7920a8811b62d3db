with { a = throw "a"; b = 2; }; b
