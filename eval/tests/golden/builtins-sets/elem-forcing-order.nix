builtins.elem (throw "needle") (throw "list")
