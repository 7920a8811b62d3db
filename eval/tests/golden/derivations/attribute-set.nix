(derivation { name = "a"; builder = "b"; system = "x"; f = { }; }).drvPath
