builtins.fetchTree "github:a/b/c?ref=d"
