builtins.readFile ./inside/link
