(derivation { name = "a"; builder = "b"; system = 1; }).drvPath
