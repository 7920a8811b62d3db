(derivation { name = throw "no name"; builder = "b"; system = "x"; }).drvPath
