(derivation { name = "a"; builder = "b"; system = "x"; __structuredAttrs = true; outputHash = builtins.hashString "sha256" ""; outputHashAlgo = "sha256"; outputHashMode = "recursive"; }).drvPath
