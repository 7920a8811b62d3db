(derivation { name = "f"; builder = "b"; system = "x"; outputHashMode = "text"; }).drvPath
