builtins.tryEval (builtins.pathExists "/") 
