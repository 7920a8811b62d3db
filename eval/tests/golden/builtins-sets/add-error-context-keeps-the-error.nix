builtins.addErrorContext "while doing a thing" (throw "the error")
