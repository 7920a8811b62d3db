let mk = n: d: derivation { name = "n${toString n}"; builder = "b"; system = "x"; inherit d; }; in (builtins.foldl' (d: n: mk n d) null [ 1 2 3 4 5 6 7 8 ]).drvPath
