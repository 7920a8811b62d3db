builtins.flakeRefToString { type = "gitlab"; owner = "a"; }
