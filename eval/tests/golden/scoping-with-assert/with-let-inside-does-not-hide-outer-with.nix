with { a = 1; }; let b = 2; in with { c = 3; }; [ a b c ]
