builtins.foldl' (acc: x: x) (throw "initial accumulator unused") [ 1 2 ]
