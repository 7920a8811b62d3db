builtins.path { path = ./folder; filter = p: t: builtins.trace (baseNameOf p) (t != "directory"); }
