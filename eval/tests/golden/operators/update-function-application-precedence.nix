let f = s: s.a; in f { a = 1; } // { b = 2; }
