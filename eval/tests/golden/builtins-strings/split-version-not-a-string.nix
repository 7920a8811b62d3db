builtins.splitVersion 1.5
