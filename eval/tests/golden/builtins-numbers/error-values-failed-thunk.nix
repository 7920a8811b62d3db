let s = { bad = throw "x"; ok = 1; }; r = builtins.tryEval s.bad; in builtins.seq r.success (builtins.length s)
