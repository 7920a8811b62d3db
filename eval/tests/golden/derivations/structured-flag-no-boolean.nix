(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = 1; }).drvPath
