builtins.flakeRefToString { type = "github"; owner = "a"; repo = "b"; ref = "c d"; }
