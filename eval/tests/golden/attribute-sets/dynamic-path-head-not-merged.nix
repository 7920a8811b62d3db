let k = "a"; in { ${k}.b = 1; c.${k} = 2; c.d = 3; }
