builtins.head [ (builtins.head [ (builtins.head [ (throw "a") ]) ]) ]
