let c = builtins.addErrorContext; in
builtins.head [ (c "a" (builtins.head [ (c "b" (builtins.head [ (c "d" (throw "x")) ])) ])) ]
