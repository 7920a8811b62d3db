(derivation { name = "f"; builder = "b"; system = "x"; outputHash = "d41d8cd98f00b204e9800998ecf8427e"; outputHashAlgo = "foo"; }).drvPath
