{ inherit (throw "never") ; a = 1; }
