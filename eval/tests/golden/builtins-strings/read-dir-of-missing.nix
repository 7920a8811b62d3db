builtins.readDir ./data/nowhere
