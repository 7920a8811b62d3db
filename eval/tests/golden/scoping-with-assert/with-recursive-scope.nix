let s = with s; { a = 1; b = a + 1; c = b + a; }; in s
