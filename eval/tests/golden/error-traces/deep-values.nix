{ a = [ { b = builtins.length 1; } ]; }
