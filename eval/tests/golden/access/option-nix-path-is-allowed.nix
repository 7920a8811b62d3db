builtins.readFile ./outside/text
