builtins.parseFlakeRef "path://host/x"
