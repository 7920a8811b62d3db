builtins.intersectAttrs { } [ "a" ]
