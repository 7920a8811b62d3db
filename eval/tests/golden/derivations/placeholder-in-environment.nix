(derivation { name = "a"; builder = "b"; system = "x"; prefix = placeholder "out"; }).drvPath
