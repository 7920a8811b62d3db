builtins.path { path = ./folder; recursive = false; }
