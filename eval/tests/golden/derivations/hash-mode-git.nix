(derivation { name = "f"; builder = "b"; system = "x"; outputHashMode = "git"; }).drvPath
