builtins.flakeRefToString { type = "github"; owner = "a"; repo = "b"; dir = true; }
