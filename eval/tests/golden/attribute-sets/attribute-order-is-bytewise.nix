builtins.attrNames { b = 1; B = 1; a = 1; "é" = 1; "10" = 1; "9" = 1; _ = 1; aa = 1; "a'" = 1; a-b = 1; "" = 1; }
