builtins.parseFlakeRef "path:/x?dir=y&foo=1"
