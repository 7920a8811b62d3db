(derivation { name = "a"; builder = "b"; system = "x"; outputs = 1; }).drvPath
