builtins.path { path = ./inside/link; }
