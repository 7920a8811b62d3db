(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = false; }).drvPath
