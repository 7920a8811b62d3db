with builtins.trace "scope" { a = 1; b = 2; }; a + b + a
