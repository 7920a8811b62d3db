builtins.derivationStrict { name = "a"; builder = "b"; system = "x"; __contentAddressed = true; outputHashAlgo = "sha1"; outputHashMode = "flat"; }
