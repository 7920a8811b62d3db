builtins.path { path = ./folder/a; recursive = false; sha256 = builtins.hashString "sha256" "x"; }
