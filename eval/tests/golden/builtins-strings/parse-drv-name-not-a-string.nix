builtins.parseDrvName { }
