with { a = 1; } // { a = 2; b = 3; }; [ a b ]
