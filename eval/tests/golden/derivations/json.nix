(derivation { name = "a"; builder = "b"; system = "x"; __json = "{\"b\": [1, 2.0, 1e3], \"a\": \"x\"}"; }).drvPath
