builtins.path { path = ./folder; filter = p: t: throw "filter"; }
