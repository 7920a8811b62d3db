let s = { p = 1; q = 2; }; t = { r = 3; }; in { a = { inherit (s) p q; }; a = { inherit (t) r; }; a.u = 4; }
