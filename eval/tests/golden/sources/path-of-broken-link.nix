builtins.path { path = ./folder/broken; }
