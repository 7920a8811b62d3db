map (n: (derivation ({ name = "a"; builder = "b"; system = "x"; __ignoreNulls = true; } // n)).drvPath) [ { } { n = null; } { args = null; } ]
