builtins.path { path = ./folder; filter = p: t: false; }
