let f = { __functor = self: x: y: throw "m"; }; in f 1 2
