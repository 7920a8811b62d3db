builtins.readFile (toString ./inside + "/folder/../../outside/text")
