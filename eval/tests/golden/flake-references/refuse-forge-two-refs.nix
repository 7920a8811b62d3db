builtins.parseFlakeRef "github:a/b/c?ref=d"
