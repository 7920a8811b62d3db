1 + (builtins.listToAttrs (builtins.genList (n: { name = "attribute${toString n}"; value = n; }) 30)) 
