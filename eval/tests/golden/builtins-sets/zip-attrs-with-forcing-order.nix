builtins.zipAttrsWith (throw "function") (throw "list")
