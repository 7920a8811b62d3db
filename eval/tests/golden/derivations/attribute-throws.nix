(derivation { name = "a"; builder = "b"; system = "x"; f = throw "attribute"; }).drvPath
