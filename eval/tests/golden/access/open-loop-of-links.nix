builtins.readFile ./inside/again
