builtins.fetchTree null
