builtins.derivationStrict { name = "a"; builder = "b"; system = "x"; d = derivation { name = "d"; builder = "b"; system = "x"; __contentAddressed = true; }; }
