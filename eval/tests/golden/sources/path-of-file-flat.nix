builtins.path { path = ./folder/a; recursive = false; }
