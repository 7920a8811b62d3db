let f = { __functor = self: { a, b ? self.dflt }: [ a b ]; dflt = "d"; }; in f { a = 1; }
