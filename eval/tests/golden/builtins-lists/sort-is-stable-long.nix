map (x: x.v) (builtins.sort (a: b: a.k < b.k) (builtins.genList (n: { k = n - (n / 3) * 3; v = n; }) 40))
