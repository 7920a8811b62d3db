builtins.addErrorContext (throw "context only on failure") 5
