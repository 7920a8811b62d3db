(derivation { name = "a"; builder = "b"; system = "x"; __contentAddressed = false; __impure = false; }).drvPath == (derivation { name = "a"; builder = "b"; system = "x"; }).drvPath
