builtins.foldl' (throw "function") (throw "initial") (throw "list")
