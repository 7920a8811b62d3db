let f = { __functor = self: x: 1; }; in f 1 2
