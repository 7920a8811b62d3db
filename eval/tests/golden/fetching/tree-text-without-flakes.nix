builtins.fetchTree "github:a/b"
