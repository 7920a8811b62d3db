let s = { a.b.c = 1; a.d = 2; }; p = n: s: let r = builtins.unsafeGetAttrPos n s; in [ r.line r.column ]; in [ (p "a" s) (p "b" s.a) (p "d" s.a) (p "c" s.a.b) ]
