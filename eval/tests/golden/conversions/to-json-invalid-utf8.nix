builtins.toJSON "ÿ"
