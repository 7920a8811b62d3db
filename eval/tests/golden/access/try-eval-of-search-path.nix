(builtins.tryEval <name/nothing>).success
