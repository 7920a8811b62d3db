builtins.parseFlakeRef "path:/x?lastModified=a"
