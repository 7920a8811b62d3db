[ (builtins.tryEval <nowhere>).success (builtins.tryEval (import <nowhere/else>)).success ]
