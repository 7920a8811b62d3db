builtins.getAttr "x" { xx = 1; y = 2; }
