(derivation { name = "f"; builder = "b"; system = "x"; outputs = [ "out" "dev" ]; outputHash = builtins.hashString "sha256" ""; outputHashAlgo = "sha256"; }).drvPath
