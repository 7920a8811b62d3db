(derivation { name = "a"; builder = "b"; system = "x"; } // { bad = throw "unused"; }).drvPath
