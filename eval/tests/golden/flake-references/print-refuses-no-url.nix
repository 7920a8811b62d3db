builtins.flakeRefToString { type = "file"; }
