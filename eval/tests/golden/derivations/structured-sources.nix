(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; source = ./source; d = derivation { name = "a"; builder = "b"; system = "x"; }; }).drvPath
