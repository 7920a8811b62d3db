builtins.path { path = ./folder; name = "other"; }
