let f = 0.1 + 0.2; in [ f (toString f) (builtins.toJSON f) ]
