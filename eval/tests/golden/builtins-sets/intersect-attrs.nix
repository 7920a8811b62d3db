[ (builtins.intersectAttrs { a = 1; b = 2; } { b = 3; c = 4; }) (builtins.intersectAttrs { } { a = 1; }) (builtins.intersectAttrs { x = throw "left unused"; } { x = 1; }) ]
