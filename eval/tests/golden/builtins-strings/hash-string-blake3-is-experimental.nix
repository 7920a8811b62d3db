builtins.hashString "blake3" "hello"
