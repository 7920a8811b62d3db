(derivation { name = "a"; builder = "b"; system = "x"; __json = "{"; }).drvPath
