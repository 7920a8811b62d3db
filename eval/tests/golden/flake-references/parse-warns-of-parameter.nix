builtins.parseFlakeRef "github:a/b?dir=x&y&"
