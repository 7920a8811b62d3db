builtins.toXML (derivation { name = "a"; builder = "b"; system = "x"; })
