builtins.length (builtins.genericClosure { startSet = [ { key = 1; extra = throw "lazy"; } ]; operator = x: [ ]; })
