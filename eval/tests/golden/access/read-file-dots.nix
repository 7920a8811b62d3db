builtins.readFile ./inside/../outside/text
