builtins.genList (throw "function") (throw "size")
