builtins.parseFlakeRef "github:a/b?ref=c&rev=0123456789abcdef0123456789abcdef01234567"
