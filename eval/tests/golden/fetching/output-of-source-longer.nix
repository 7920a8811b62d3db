builtins.outputOf "${builtins.toFile "x" "y"}z" "out"
