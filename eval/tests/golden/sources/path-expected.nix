builtins.path { path = ./folder/a; recursive = false; sha256 = builtins.hashFile "sha256" ./folder/a; }
