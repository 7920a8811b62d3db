(derivation { name = "a"; builder = throw "builder"; system = "x"; }).type
