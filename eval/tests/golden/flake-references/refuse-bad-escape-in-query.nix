builtins.parseFlakeRef "github:a/b?ref=%zz"
