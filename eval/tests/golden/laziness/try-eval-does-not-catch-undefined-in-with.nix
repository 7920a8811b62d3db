builtins.tryEval (with { }; nothing)
