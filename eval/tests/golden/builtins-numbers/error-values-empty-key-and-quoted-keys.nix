builtins.length { "" = 1; "a b" = 2; "if" = 3; }
