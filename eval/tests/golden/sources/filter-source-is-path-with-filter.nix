builtins.filterSource (p: t: t == "regular") ./folder == builtins.path { path = ./folder; filter = p: t: t == "regular"; }
