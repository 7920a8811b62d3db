builtins.path { path = ./folder; recursive = 1; }
