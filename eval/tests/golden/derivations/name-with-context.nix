(derivation { name = "${derivation { name = "a"; builder = "b"; system = "x"; }}"; builder = "b"; system = "x"; }).drvPath
