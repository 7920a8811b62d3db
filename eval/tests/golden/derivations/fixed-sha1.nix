map (m: (derivation { name = "f"; builder = "b"; system = "x"; outputHash = builtins.hashString "sha1" ""; outputHashAlgo = "sha1"; outputHashMode = m; }).drvPath) [ "flat" "recursive" ]
