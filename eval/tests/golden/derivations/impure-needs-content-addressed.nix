builtins.derivationStrict { name = "a"; builder = "b"; system = "x"; __impure = true; }
