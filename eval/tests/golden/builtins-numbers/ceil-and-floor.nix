[ (map builtins.ceil [ 1.1 (-1.1) 2.0 0.0 5 ]) (map builtins.floor [ 1.9 (-1.1) 2.0 (-0.5) 5 ]) (builtins.typeOf (builtins.floor 1.5)) ]
