(derivation { name = "a"; builder = 1; system = "x"; }).drvPath
