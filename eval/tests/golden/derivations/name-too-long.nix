(derivation { name = builtins.concatStringsSep "" (builtins.genList (_: "a") 212); builder = "b"; system = "x"; }).drvPath
