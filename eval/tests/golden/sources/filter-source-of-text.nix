builtins.filterSource (p: t: true) (toString ./folder)
