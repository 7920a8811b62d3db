let s = builtins.listToAttrs (builtins.genList (n: { name = "k${toString n}"; value = n; }) 500); in [ s.k0 s.k499 (s ? k500) (builtins.length (builtins.attrNames s)) ]
