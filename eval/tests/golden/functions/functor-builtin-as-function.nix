let f = { __functor = _: builtins.length; }; in f [ 1 2 3 ]
