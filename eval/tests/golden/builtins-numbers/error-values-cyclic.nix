let x = { self = x; a = 1; }; in builtins.deepSeq x (builtins.length x)
