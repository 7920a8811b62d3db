builtins.path { path = ./folder; }
