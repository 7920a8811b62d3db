builtins.filterSource (p: t: true) ./folder/a
