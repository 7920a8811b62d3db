(derivation { name = "a"; builder = "b"; system = "x"; f = x: x; }).drvPath
