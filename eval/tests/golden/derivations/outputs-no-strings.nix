(derivation { name = "x"; builder = "b"; system = "s"; outputs = [ 1 ]; }).outPath
