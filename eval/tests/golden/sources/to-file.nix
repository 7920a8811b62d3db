builtins.toFile "a" "text"
