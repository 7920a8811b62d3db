(derivation { name = "f"; builder = "b"; system = "x"; outputHash = ""; }).drvPath
