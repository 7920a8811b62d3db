builtins.getFlake "github:a/b"
