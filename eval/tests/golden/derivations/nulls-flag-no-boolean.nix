(derivation { name = "a"; builder = "b"; system = "x"; __ignoreNulls = 1; }).drvPath
