(derivation { name = "f"; builder = "b"; system = "x"; __contentAddressed = false; outputHash = builtins.hashString "sha256" ""; outputHashAlgo = "sha256"; }).drvPath
