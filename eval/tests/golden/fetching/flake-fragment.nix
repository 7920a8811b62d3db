builtins.getFlake "github:a/b#c"
