builtins.toFile "a" "${builtins.toFile "b" "text"} ${./folder/a}"
