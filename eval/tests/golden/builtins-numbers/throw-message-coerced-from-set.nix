builtins.tryEval (throw { __toString = _: "m"; })
