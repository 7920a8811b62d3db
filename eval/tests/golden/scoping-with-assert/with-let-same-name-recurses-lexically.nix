with { x = 1; }; let y = x; in let x = 5; in [ x y ]
