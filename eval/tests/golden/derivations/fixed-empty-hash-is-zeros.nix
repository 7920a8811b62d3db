(derivation { name = "f"; builder = "b"; system = "x"; outputHash = ""; outputHashAlgo = "sha256"; }).drvPath
