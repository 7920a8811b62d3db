builtins.fetchTree { type = 1; }
