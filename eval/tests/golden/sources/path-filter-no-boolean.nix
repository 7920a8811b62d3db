builtins.path { path = ./folder; filter = p: t: t; }
