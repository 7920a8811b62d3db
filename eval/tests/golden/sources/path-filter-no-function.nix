builtins.path { path = ./folder; filter = 1; }
