builtins.hashFile "sha256" ./inside/link
