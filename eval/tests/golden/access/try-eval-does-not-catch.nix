(builtins.tryEval (builtins.readFile ./outside/text)).success
