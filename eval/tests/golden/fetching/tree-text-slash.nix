builtins.fetchTree "path:/a%2Fb"
