let counter = { __functor = self: n: n + self.step; step = 5; }; in [ (counter 1) ((counter // { step = 10; }) 1) (map counter [ 1 2 ]) ]
