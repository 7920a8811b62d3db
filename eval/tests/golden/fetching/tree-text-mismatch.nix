builtins.fetchTree "git@x.y:z"
