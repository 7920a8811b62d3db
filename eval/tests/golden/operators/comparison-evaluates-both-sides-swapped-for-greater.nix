(builtins.tryEval (throw "l" > throw "r")).success
