builtins.fromJSON "\"\\u0001\\u007f\""
