let x = { self = x; n = 1; }; in builtins.deepSeq x (builtins.trace x 1)
