(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; allowedReferences = [ ]; disallowedRequisites = [ ]; maxSize = 1; }).drvPath
