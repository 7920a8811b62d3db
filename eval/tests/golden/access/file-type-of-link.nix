builtins.readFileType ./inside/link
