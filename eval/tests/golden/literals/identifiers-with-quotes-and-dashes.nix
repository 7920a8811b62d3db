let a' = 1; b'' = 2; foo-bar = 3; _x = 4; x1-2 = 5; in [ a' b'' foo-bar _x x1-2 ]
