with { a = { b = 1; }; }; [ (a.b or 2) (a.c or 3) (a ? b) ]
