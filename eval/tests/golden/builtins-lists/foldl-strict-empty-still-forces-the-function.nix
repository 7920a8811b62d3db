builtins.foldl' (throw "function") "initial" [ ]
