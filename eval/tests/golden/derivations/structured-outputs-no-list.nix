(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; outputs = "out"; }).drvPath
