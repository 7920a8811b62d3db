builtins.path { path = ./folder; sha256 = "x"; }
