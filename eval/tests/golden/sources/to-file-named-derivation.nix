builtins.toFile "a.drv" "text"
