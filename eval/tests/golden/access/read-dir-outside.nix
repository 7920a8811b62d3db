builtins.readDir ./outside
