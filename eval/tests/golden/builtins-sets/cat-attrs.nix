[ (builtins.catAttrs "a" [ { a = 1; } { b = 2; } { a = 3; b = throw "lazy"; } ]) (builtins.catAttrs "x" [ ]) ]
