(builtins.listToAttrs [ { name = "a"; value = throw "a"; } { name = "b"; value = 2; } ]).b
