(derivation { name = "f"; builder = "b"; system = "x"; outputHash = builtins.hashString "sha256" ""; outputHashAlgo = "sha256"; outputHashMode = "nar"; }).outPath
