builtins.flakeRefToString { type = "github"; owner = "a"; repo = "b"; host = "h x"; }
