let s = rec { a = b.c; b = { c = d; }; d = assert false; 1; }; in s.a
