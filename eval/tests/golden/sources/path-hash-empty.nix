builtins.path { path = ./folder; sha256 = ""; }
