let x = { a = [ 1 2 ]; b = { c = "str"; }; }; in builtins.deepSeq x (builtins.trace x 1)
