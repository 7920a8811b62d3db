let xs = map toString [ 1 2 3 ]; in builtins.deepSeq xs (builtins.attrNames xs)
