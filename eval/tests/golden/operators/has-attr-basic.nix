let s = { a.b.c = 1; n = null; }; in [ (s ? a) (s ? a.b) (s ? a.b.c) (s ? a.x) (s ? x.y.z) (s ? n) (s ? n.x) (s ? "a") (s ? ${"a"}.b) ]
