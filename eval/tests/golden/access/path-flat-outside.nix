builtins.path { path = ./outside/text; recursive = false; }
