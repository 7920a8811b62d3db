[ (builtins.readFileType ./data/plain.txt) (builtins.readFileType ./data) ]
