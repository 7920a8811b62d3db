builtins.flakeRefToString [ ]
