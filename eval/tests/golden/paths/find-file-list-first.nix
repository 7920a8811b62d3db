# The list is looked at before the name is evaluated.
builtins.findFile 0 (throw "not needed")
