(derivation { name = "x"; system = "s"; builder = ./outside/text; }).drvPath
