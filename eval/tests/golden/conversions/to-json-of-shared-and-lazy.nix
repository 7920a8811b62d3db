let x = { a = 1; }; in builtins.toJSON { l = [ x x ]; m = x // { b = [ ]; }; }
