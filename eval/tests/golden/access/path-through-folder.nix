builtins.path { path = ./inside/folder; }
