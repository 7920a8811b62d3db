builtins.flakeRefToString { type = "github"; }
