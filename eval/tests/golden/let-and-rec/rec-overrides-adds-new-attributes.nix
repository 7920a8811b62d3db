rec { a = 1; __overrides = { z = 5; a = 2; }; c = a; }
