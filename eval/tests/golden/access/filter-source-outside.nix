builtins.filterSource (path: kind: true) ./outside
