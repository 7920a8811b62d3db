(derivation { name = "a"; builder = "b"; system = "x"; __json = 1; }).drvPath
