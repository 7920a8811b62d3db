builtins.path { path = ./folder; filter = { __functor = self: p: t: t == "regular"; }; }
