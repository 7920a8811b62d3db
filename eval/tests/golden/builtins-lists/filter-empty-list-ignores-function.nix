builtins.filter (throw "function") [ ]
