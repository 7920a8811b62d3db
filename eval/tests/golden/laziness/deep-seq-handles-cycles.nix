let x = { a = 1; self = x; l = [ x ]; }; in builtins.deepSeq x "done"
