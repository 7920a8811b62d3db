[ (builtins.add 1 2) (builtins.sub 1 2.5) (builtins.mul 3 4) (builtins.div 7 2) (builtins.div 7 2.0) (builtins.add 1.0 1) (builtins.div (-7) 2) ]
