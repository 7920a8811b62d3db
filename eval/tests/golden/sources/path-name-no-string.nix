builtins.path { path = ./folder; name = 1; }
