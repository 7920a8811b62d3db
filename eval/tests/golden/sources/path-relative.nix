builtins.path { path = "folder"; }
