builtins.attrNames (derivation { name = "a"; builder = "b"; system = "x"; outputs = [ "out" "dev" ]; more = 1; })
