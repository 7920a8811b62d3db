let s = { a = 1; }; in { a = 0; inherit (s) a; }
