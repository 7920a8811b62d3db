builtins.hasAttr (throw "name") (throw "set")
