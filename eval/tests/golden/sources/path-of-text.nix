builtins.path { path = toString ./folder/a; }
