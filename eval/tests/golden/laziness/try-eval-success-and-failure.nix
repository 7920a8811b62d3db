[ (builtins.tryEval 5) (builtins.tryEval (throw "x")) (builtins.tryEval (assert false; 1)) ]
