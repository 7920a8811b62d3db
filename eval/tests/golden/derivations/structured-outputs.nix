builtins.derivationStrict { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; outputs = [ "out" "dev" ]; args = [ "-e" ]; outputChecks.out.maxSize = 1; }
