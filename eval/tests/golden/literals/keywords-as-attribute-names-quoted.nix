{ "if" = 1; "let" = 2; "with" = 3; "in" = 4; "null" = 5; "true" = 6; }
