builtins.parseFlakeRef "path:/a%2Fb"
