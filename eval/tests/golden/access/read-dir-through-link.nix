builtins.readDir ./inside/folder
