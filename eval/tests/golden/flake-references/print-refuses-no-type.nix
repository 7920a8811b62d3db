builtins.flakeRefToString { owner = "a"; repo = "b"; }
