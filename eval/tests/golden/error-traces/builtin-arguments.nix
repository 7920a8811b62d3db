builtins.substring 0 1 (builtins.replaceStrings [ "a" ] [ "b" ] 1)
