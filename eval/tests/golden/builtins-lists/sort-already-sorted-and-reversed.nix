let xs = builtins.genList (x: x) 30; rev = builtins.genList (x: 29 - x) 30; in [ (builtins.sort builtins.lessThan xs == xs) (builtins.sort builtins.lessThan rev == xs) ]
