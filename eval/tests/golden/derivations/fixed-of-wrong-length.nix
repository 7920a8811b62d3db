(derivation { name = "f"; builder = "b"; system = "x"; outputHash = "x"; outputHashAlgo = "sha256"; }).drvPath
