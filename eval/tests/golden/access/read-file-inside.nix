builtins.readFile ./inside/text
