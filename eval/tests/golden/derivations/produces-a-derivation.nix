builtins.derivationStrict { name = "a.drv"; builder = "b"; system = "x"; __contentAddressed = true; outputHashMode = "text"; outputHashAlgo = "sha256"; }
