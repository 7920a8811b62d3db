let x = 1; in with { x = 2; }; (x: (x: x) 4) 3
