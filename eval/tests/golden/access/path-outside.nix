builtins.path { path = ./outside; }
