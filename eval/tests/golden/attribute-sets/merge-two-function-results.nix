let f = x: x; in { a = f { }; a.b = 1; }
