(derivation { name = "a"; builder = "b"; system = "x"; e = "\"\\
\r\t$''é"; }).drvPath
