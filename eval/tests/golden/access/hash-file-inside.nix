builtins.hashFile "sha256" ./inside/text
