builtins.attrValues (x: x)
