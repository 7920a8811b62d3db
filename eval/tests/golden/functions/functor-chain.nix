let f = { __functor = self: { __functor = self2: x: [ self.tag self2.tag x ]; tag = "inner"; }; tag = "outer"; }; in f 1
