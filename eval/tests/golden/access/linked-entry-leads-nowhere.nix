builtins.readFile ./inside/folder/text
