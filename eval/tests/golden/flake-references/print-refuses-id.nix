builtins.flakeRefToString { type = "indirect"; id = "x y"; }
