builtins.readFileType ./outside/text
