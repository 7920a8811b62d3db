let d = derivation { name = "d"; builder = "b"; system = "x"; outputs = [ "out" "dev" ]; }; in (derivation { name = "a"; builder = "${d}/bin"; system = "x"; d = d.dev; }).drvPath
