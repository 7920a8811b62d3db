(derivation { name = ""; builder = "b"; system = "x"; }).drvPath
