(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; "é" = "ü
\t\"\\"; }).drvPath
