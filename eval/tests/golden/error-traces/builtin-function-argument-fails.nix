builtins.filter (throw "no function") [ 1 ]
