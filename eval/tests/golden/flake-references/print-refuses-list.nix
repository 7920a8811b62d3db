builtins.flakeRefToString { type = "indirect"; id = "x"; foo = [ ]; }
