builtins.derivationStrict { name = "a"; builder = "b"; system = "x"; outputs = [ "drv" ]; }
