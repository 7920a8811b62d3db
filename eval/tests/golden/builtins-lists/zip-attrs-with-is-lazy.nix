(builtins.zipAttrsWith (n: v: if n == "bad" then throw n else v) [ { bad = 1; good = throw "unused"; } { good = 2; } ]) ? bad
