(derivation { name = "f"; builder = "b"; system = "x"; outputs = [ "dev" ]; outputHash = builtins.hashString "sha256" ""; outputHashAlgo = "sha256"; }).drvPath
