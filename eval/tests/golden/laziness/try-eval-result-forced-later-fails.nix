(builtins.tryEval { a = throw "escaped"; }).value.a
