(derivation { name = "f"; builder = "b"; system = "x"; outputHashMode = "foo"; }).drvPath
