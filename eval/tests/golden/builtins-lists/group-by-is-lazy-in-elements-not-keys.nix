builtins.attrNames (builtins.groupBy (p: p.k) [ { k = "b"; v = throw "v"; } { k = "a"; } { k = "b"; } ])
