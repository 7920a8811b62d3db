builtins.attrNames (rec { a = 1; __overrides = { b = 2; }; })
