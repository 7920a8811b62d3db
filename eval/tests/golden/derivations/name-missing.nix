(derivation { builder = "b"; system = "x"; }).drvPath
