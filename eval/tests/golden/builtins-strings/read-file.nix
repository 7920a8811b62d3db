[ (builtins.readFile ./data/plain.txt) (builtins.readFile (toString ./data/plain.txt)) (builtins.readFile ./data/empty.txt) ]
