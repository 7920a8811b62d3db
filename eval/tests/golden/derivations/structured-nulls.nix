map (__ignoreNulls: (derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; inherit __ignoreNulls; n = null; }).drvPath) [ false true ]
