builtins.fetchTree "git+https:x"
