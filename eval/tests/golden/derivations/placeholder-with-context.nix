placeholder (builtins.toFile "x" "")
