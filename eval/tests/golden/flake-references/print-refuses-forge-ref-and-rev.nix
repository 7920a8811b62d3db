builtins.flakeRefToString { type = "sourcehut"; owner = "a"; repo = "b"; ref = "x"; rev = "abc"; }
