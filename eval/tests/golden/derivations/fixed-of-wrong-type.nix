(derivation { name = "f"; builder = "b"; system = "x"; outputHash = "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA="; outputHashAlgo = "sha256"; }).drvPath
