builtins.path { path = ./folder; foo = 1; }
