builtins.getContext (builtins.toFile "a" "text")
