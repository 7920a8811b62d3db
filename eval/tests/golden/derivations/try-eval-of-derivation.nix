builtins.tryEval (derivation { name = "a"; builder = throw "t"; system = "x"; }).drvPath
