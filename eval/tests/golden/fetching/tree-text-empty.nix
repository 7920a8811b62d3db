builtins.fetchTree ""
