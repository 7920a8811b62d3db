builtins.derivationStrict { name = "a"; builder = "b"; system = "x"; __contentAddressed = true; outputs = [ "out" "dev" ]; }
