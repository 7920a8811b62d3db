builtins.hashFile "md4" ./data/plain.txt
