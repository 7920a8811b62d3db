let v = builtins.trace "forced" 1; in [ v ] == [ v ]
