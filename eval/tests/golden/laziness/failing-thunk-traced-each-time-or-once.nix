let x = builtins.trace "attempt" (throw "no"); in [ (builtins.tryEval x).success (builtins.tryEval x).success ]
