(derivation { name = "a"; builder = "b"; system = "x"; args = 1; }).drvPath
