builtins.groupBy (throw "function") (throw "list")
