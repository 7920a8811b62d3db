builtins.all (throw "predicate") (throw "list")
