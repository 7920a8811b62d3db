(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; z = { b = [ 1 2.5 null true "s" ]; a = { }; }; }).drvPath
