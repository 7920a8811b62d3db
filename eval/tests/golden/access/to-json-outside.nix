builtins.toJSON ./outside/text
