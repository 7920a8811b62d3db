map (m: (derivation { name = "f"; builder = "b"; system = "x"; outputHash = builtins.hashString "sha512" ""; outputHashAlgo = "sha512"; outputHashMode = m; }).drvPath) [ "flat" "recursive" ]
