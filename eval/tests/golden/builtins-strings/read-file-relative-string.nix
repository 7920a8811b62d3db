builtins.readFile "data/plain.txt"
