map (m: (derivation { name = "f"; builder = "b"; system = "x"; outputHash = builtins.hashString "md5" ""; outputHashAlgo = "md5"; outputHashMode = m; }).drvPath) [ "flat" "recursive" ]
