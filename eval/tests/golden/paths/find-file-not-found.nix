builtins.findFile [ { prefix = "a"; path = ./data/libdir; } ] "b/c"
