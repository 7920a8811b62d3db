(derivation { name = "a"; builder = "b"; system = "x"; passAsFile = [ "text" ]; text = "long
text"; }).drvPath
