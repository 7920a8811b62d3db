builtins.readDir ./inside
