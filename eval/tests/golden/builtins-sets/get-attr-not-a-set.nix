builtins.getAttr "a" 5
