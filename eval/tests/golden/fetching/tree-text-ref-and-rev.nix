builtins.fetchTree "github:a/b/c?rev=0123456789abcdef0123456789abcdef01234567"
