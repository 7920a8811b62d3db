builtins.any (throw "predicate") (throw "list")
