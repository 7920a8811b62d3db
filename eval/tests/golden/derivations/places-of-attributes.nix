map (name: builtins.unsafeGetAttrPos name (derivation { outputs = [ "out" ]; })) [ "out" "outPath" "drvPath" "type" "outputName" "all" "drvAttrs" ]
