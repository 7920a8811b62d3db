builtins.readFile ./data/with-nul.bin
