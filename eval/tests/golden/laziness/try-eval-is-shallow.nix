let r = builtins.tryEval { a = throw "inner"; b = 1; }; in [ r.success r.value.b ]
