builtins.readFileType ./inside/folder/text
