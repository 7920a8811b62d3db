builtins.parseFlakeRef (builtins.toFile "x" "y")
