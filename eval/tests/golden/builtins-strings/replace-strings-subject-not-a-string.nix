builtins.replaceStrings [ "a" ] [ "b" ] 5
