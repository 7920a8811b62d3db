let x = 1; in rec { inherit x; y = x; __overrides = { x = 2; }; }
