let s = { a = builtins.trace "attribute" 1; }; t = s // { b = 2; }; in s.a + t.a
