builtins.path { path = ./folder/link; } == builtins.path { path = ./folder/a; name = "link"; }
