let f = builtins.functionArgs; in [ (f ({ a, b ? 1 }: a)) (f (x: x)) (f ({ }: 1)) (f ({ a, ... }@x: a)) (f (x@{ z ? 0 }: z)) ]
