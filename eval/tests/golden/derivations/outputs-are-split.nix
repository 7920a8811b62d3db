# Names of outputs are one string, which is split.
(derivation { name = "x"; builder = "b"; system = "s"; outputs = [ "a b" ]; }).outPath
