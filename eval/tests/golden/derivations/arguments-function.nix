(derivation { name = "a"; builder = "b"; system = "x"; args = [ "a" (x: x) ]; }).drvPath
