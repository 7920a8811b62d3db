builtins.parseFlakeRef "github:a/b?rev=g123456789abcdef0123456789abcdef01234567"
