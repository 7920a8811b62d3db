(derivation { name = "a"; builder = null; system = "x"; }).drvPath
