builtins.findFile [ { prefix = "a"; } ] "a/c"
