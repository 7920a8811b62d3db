let d = derivation { name = "a"; builder = "b"; system = "x"; inherit d; }; in d.drvPath
