let s = { a = throw "a"; b = 1; }; in [ s.b (builtins.attrNames s) (s ? a) ]
