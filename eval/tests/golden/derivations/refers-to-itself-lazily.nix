let d = derivation { name = "a"; builder = "b"; system = "x"; } // { self = d; }; in d.self.self.drvPath
