(derivation { name = "a"; builder = "b"; system = "x"; __impure = true; __contentAddressed = true; }).drvPath
