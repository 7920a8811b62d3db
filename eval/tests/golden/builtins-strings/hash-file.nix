builtins.hashFile "sha256" ./data/plain.txt
